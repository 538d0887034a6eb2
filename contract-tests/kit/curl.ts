import { percentEncode } from "../../spec/interchange/percent-encoding.ts";
import type { Secret } from "./credentials.ts";
import { headerValuePieces, urlPieces } from "./secret-pieces.ts";
import type { SentInstant } from "./sent-instants.ts";
import { type Piece, printfWords, quote, replaced, wordOf } from "./shell-text.ts";
import { type Header, headerValue, textOf, type WireRequest } from "./wire-message.ts";

/** One argument may have 128 KiB on Linux; built-in commands know no such limit. */
const LONGEST_ARGUMENT = 100_000;

/** `at SECONDS FORMAT` computes an instant, with the `date` of GNU, BSD or BusyBox. */
const AT = 'at() { t=$(($(date +%s) + $1)); date -u -d "@$t" "+$2" 2>/dev/null || date -u -r "$t" "+$2"; }\n';

/** What a command is made of. */
export interface CurlInput {
  request: WireRequest;
  /** They become shell variables: `$API_TOKEN`. */
  secrets: readonly Secret[];
  /** They are computed anew by `date`. */
  instants?: readonly SentInstant[];
  /** When they were computed; a comment says so if there are some that `date` cannot write. */
  instantsAt?: number;
}

/**
 * A request as a curl command that a POSIX shell takes as it is, once the variables of the secrets
 * are set. A body that is not plain visible text goes through `printf`, or `base64 -d` if it is mostly
 * bytes that are no text.
 */
export function toCurl({ request, secrets, instants = [], instantsAt }: CurlInput): string {
  const { method, url, headers, body } = request;
  const cut = (text: string) => withInstants([{ text }], instants);
  const lines = [
    `curl -sS -i --path-as-is${/[[\]{}]/.test(url) ? " --globoff" : ""}${methodOption(request)} ${wordOf(withInstants(urlPieces(url, secrets), instants))}`,
    ...headers.map((header) => `-H ${wordOf(withInstants(headerPieces(header, secrets), instants))}`),
  ];
  if (body && headerValue(headers, "content-type") === undefined) lines.push("-H 'Content-Type:'");
  if (!body && /^(?:POST|PUT|PATCH)$/.test(method)) lines.push("-H 'Content-Length: 0'");
  const text = body && plainText(body);
  if (text !== undefined) lines.push(`--data-raw ${wordOf(cut(text))}`);
  else if (body) lines.push("--data-binary @-");
  const pipe = body && text === undefined ? bodyPipe(body, cut) : "";
  const command = `${pipe}${lines.join(" \\\n  ")}`;
  const isComputed = command.includes("$(at ");
  const note = instants.every(({ format }) => format !== undefined) ? undefined : instantsAt;
  return `${instantNote(note)}${isComputed ? AT : ""}${command}`;
}

function bodyPipe(body: Uint8Array, cut: (text: string) => Piece[]): string {
  const words = printfWords(body, cut);
  if (words) return `printf %b ${words.join(" \\\n  ")} |\n`;
  return `printf %s ${quote(Buffer.from(body).toString("base64"))} | base64 -d |\n`;
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
  // What is invisible, or composed when it is pasted, would not arrive as it is.
  const isPlain = text !== undefined && /^[\x20-\x7e\n\p{L}\p{N}\p{P}\p{S}]*$/u.test(text);
  return isPlain && text.normalize("NFC") === text ? text : undefined;
}

/** The instants that `date` can write, as they are and percent-encoded. */
function withInstants(pieces: Piece[], instants: readonly SentInstant[]): Piece[] {
  return instants.reduce((before, { text, fromNow, format }) => {
    if (format === undefined) return before;
    const at = (written: string): Piece => ({ command: `at ${fromNow} ${quote(written)}` });
    return replaced(replaced(before, text, at(format)), percentEncode(text), at(encodedFormat(format)));
  }, pieces);
}

/** A format of `date` whose text comes out percent-encoded. */
function encodedFormat(format: string): string {
  return format.replaceAll(/%.|[^%]/gs, (piece) =>
    piece.startsWith("%") && piece !== "%%" ? piece : percentEncode(piece.slice(-1)).replaceAll("%", "%%"),
  );
}

function headerPieces([name, value]: Header, secrets: readonly Secret[]): Piece[] {
  // To curl, `Name:` takes a field away and `Name;` sends it empty.
  if (value === "") return [{ text: `${name};` }];
  const [first, ...others] = headerValuePieces([name, value], secrets);
  if (first && "text" in first) return [{ text: `${name}: ${first.text}` }, ...others];
  return [{ text: `${name}: ` }, ...(first ? [first] : []), ...others];
}
