import { percentEncode } from "../../spec/interchange/percent-encoding.ts";
import type { Secret } from "./credentials.ts";
import { type Header, headerValue, textOf, type WireRequest } from "./wire-message.ts";

/** One argument may have 128 KiB on Linux; built-in commands know no such limit. */
const LONGEST_ARGUMENT = 100_000;

/** What a command is made of. */
export interface CurlInput {
  request: WireRequest;
  /** They become shell variables: `$API_TOKEN`. */
  secrets: readonly Secret[];
  /** When the request's instants were computed; a comment then says so. */
  instantsAt?: number;
}

/**
 * A request as a curl command that a POSIX shell takes as it is, once the variables of the secrets
 * are set. A body that is not plain printable ASCII goes through `base64 -d`.
 */
export function toCurl({ request, secrets, instantsAt }: CurlInput): string {
  const { method, url, headers, body } = request;
  const lines = [
    `curl -sS -i --path-as-is${/[[\]{}]/.test(url) ? " --globoff" : ""}${methodOption(request)} ${urlArgument(url, secrets)}`,
    ...headers.map((header) => `-H ${headerArgument(header, secrets)}`),
  ];
  if (body && headerValue(headers, "content-type") === undefined) lines.push("-H 'Content-Type:'");
  if (!body && /^(?:POST|PUT|PATCH)$/.test(method)) lines.push("-H 'Content-Length: 0'");
  const text = body && plainText(body);
  if (text !== undefined) lines.push(`--data-raw ${quote(text)}`);
  else if (body) lines.push("--data-binary @-");
  const pipe =
    body && text === undefined ? `printf %s ${quote(Buffer.from(body).toString("base64"))} | base64 -d |\n` : "";
  return `${instantNote(instantsAt)}${pipe}${lines.join(" \\\n  ")}`;
}

function methodOption({ method, body }: WireRequest): string {
  if (method === "HEAD") return " --head";
  return method === "GET" && !body ? "" : ` -X ${method}`;
}

function instantNote(instantsAt: number | undefined): string {
  if (instantsAt === undefined) return "";
  return `# Its instants were computed at ${new Date(instantsAt).toISOString()}; later they may mean something else.\n`;
}

function plainText(body: Uint8Array): string | undefined {
  const text = body.length <= LONGEST_ARGUMENT ? textOf(body) : undefined;
  return text !== undefined && /^[\x20-\x7e\n]*$/.test(text) ? text : undefined;
}

function headerArgument([name, value]: Header, secrets: readonly Secret[]): string {
  // To curl, `Name:` takes a field away and `Name;` sends it empty.
  if (value === "") return quote(`${name};`);
  const secret = secrets.find(
    (each) => value === each.value || (/[ =]$/.test(value.slice(0, -each.value.length)) && value.endsWith(each.value)),
  );
  if (!secret) return cookieArgument(name, value, secrets) ?? quote(`${name}: ${value}`);
  return withVariable(`${name}: ${value.slice(0, -secret.value.length)}`, secret, "");
}

function cookieArgument(name: string, value: string, secrets: readonly Secret[]): string | undefined {
  const secret = secrets.find((each) => value.includes(`=${percentEncode(each.value)}`));
  if (!secret || name.toLowerCase() !== "cookie") return undefined;
  const [before = "", after = ""] = splitAt(value, `=${percentEncode(secret.value)}`);
  return withVariable(`${name}: ${before}=`, secret, after);
}

function urlArgument(url: string, secrets: readonly Secret[]): string {
  const secret = secrets.find(({ value }) => url.includes(`=${percentEncode(value)}`));
  if (!secret) return quote(url);
  const [before = "", after = ""] = splitAt(url, `=${percentEncode(secret.value)}`);
  return withVariable(`${before}=`, secret, after);
}

function splitAt(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return [text.slice(0, index), text.slice(index + separator.length)];
}

function withVariable(before: string, { name }: Secret, after: string): string {
  // Between double quotes a shell reads on; what is not harmless there gets quotes of its own.
  const variable = /^\w/.test(after) ? `\${${name}}` : `$${name}`;
  if (/^[\w :;,./=?&%-]*$/.test(before + after)) return `"${before}${variable}${after}"`;
  return `${quote(before)}"$${name}"${after === "" ? "" : quote(after)}`;
}

/** Single quotes, in which a POSIX shell reads nothing but a single quote (POSIX.1-2024, section 2.2.2). */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
