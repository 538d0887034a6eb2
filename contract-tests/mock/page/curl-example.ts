import type { BodyTemplate, RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Contract, Operation } from "../../../spec/interchange/contract.ts";
import type { Json } from "../../../spec/interchange/json.ts";
import {
  encodePairs,
  encodeWire,
  fillPath,
  type RenderedPair,
  type RenderedWire,
} from "../../../spec/interchange/percent-encoding.ts";
import { render } from "../../../spec/interchange/render.ts";
import { presentCredential, sampleCredential } from "../../kit/credentials.ts";

/** What an example is made of. */
export interface CurlExampleInput {
  operation: Operation;
  /** A valid request: the base of the operation's cases. */
  base: RequestTemplate;
  securitySchemes: Contract["securitySchemes"];
  /** Stands in front of the path, as it is to be shown. */
  origin: string;
  /** What `now` means, in epoch milliseconds. */
  now: number;
}

/**
 * A valid call of an operation as a person would type it for curl: forms by `--form`, not byte for byte
 * like the commands of reports. A body that has no readable text is left to a file.
 */
export function curlExample({ operation, base, securitySchemes, origin, now }: CurlExampleInput): string {
  const request = render(base as object, {
    now,
    guard: 0,
    fresh: (length) => "1".repeat(length),
  }) as unknown as Rendered;
  const credentials = request.credentials.flatMap(({ scheme }) => {
    const description = securitySchemes[scheme];
    const sample = description && sampleCredential(scheme, description);
    return description && sample !== undefined ? [presentCredential(scheme, description, sample, "given")] : [];
  });
  const query = encodePairs([...request.query, ...credentials.filter((credential) => credential.in === "query")]);
  const cookies = [
    ...Object.entries(request.cookies).map(([name, value]) => `${name}=${encodeWire(value)}`),
    ...credentials.filter((credential) => credential.in === "cookie").map(({ name, value }) => `${name}=${value}`),
  ].join("; ");
  const url = `${origin}${fillPath(operation.path, request.path)}${query && `?${query}`}`;
  const method = operation.method === "GET" ? "" : `--request ${operation.method} `;
  return [
    `curl ${method}${quote(url)}`,
    ...credentials
      .filter((credential) => credential.in === "header")
      .map(({ name, value }) => `--header ${quote(`${name}: ${value}`)}`),
    ...Object.entries(request.headers).map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`),
    ...(cookies ? [`--cookie ${quote(cookies)}`] : []),
    ...bodyOptions(request.body),
  ].join(" \\\n  ");
}

/** A {@link RequestTemplate} with its expressions resolved. */
interface Rendered extends Omit<RequestTemplate, "path" | "query" | "headers" | "cookies"> {
  path: Record<string, RenderedWire>;
  query: RenderedPair[];
  headers: Record<string, string>;
  cookies: Record<string, RenderedWire>;
}

function bodyOptions(body: BodyTemplate | null): string[] {
  if (!body) return [];
  if (body.kind === "multipart") {
    return body.parts.map(({ name, value, filename }) => {
      const isFile = filename !== undefined || typeof value !== "string";
      return isFile ? `--form ${quote(`${name}=@picture.png`)}` : `--form-string ${quote(`${name}=${value}`)}`;
    });
  }
  const type = body.contentType === null ? [] : [`--header ${quote(`Content-Type: ${body.contentType}`)}`];
  if (body.kind === "json") return [...type, `--data-raw ${quote(JSON.stringify(body.value as Json))}`];
  if (body.kind === "urlencoded") {
    return [...type, `--data-raw ${quote(encodePairs(body.fields as RenderedPair[]))}`];
  }
  return [...type, typeof body.value === "string" ? `--data-raw ${quote(body.value)}` : "--data-binary @file"];
}

/** Single quotes, in which a POSIX shell reads nothing but a single quote. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
