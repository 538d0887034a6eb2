import { optionsAnswer, refusedMethod, unknownMethod } from "../../../spec/interchange/expectation.ts";
import { isJsonObject, type JsonObject } from "../../../spec/interchange/json.ts";

import { below } from "../../../spec/interchange/pointer.ts";

import type { ProtocolConcern } from "../protocol-case.ts";

const METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "TRACE", "OPTIONS"];

/** A token that is no method (IANA, HTTP Method Registry). */
const UNKNOWN = "CONTRACTKIT";

/** Methods that the path does not have, without a body; once for each path, at its first operation. */
export const method: ProtocolConcern = ({ operation, document, base }) => {
  const { paths } = document;
  if (!isJsonObject(paths)) return [];
  const own = methodsOf(paths[operation.path]);
  if (own[0] !== operation.method) return [];
  const filled = segmentsOf(operation.path).map((segment) => fill(segment, base.path));
  const declared = new Set(
    Object.entries(paths).flatMap(([path, item]) => (isAlso(path, filled) ? methodsOf(item) : [])),
  );
  // HEAD comes with GET (RFC 9110, section 9.3.2).
  if (declared.has("GET")) declared.add("HEAD");
  return [...METHODS.filter((name) => !declared.has(name)), UNKNOWN].map((name) => ({
    name: `method/${name}`,
    tests: { keyword: "paths", pointer: below("/paths", operation.path) },
    request: [
      { op: "add", path: "/method", value: name },
      ...(base.body === null ? [] : [{ op: "replace", path: "/body", value: null } as const]),
    ],
    expect: name === UNKNOWN ? unknownMethod() : name === "OPTIONS" ? optionsAnswer() : refusedMethod(),
  }));
};

function methodsOf(item: unknown): string[] {
  const names = new Set(METHODS.map((name) => name.toLowerCase()));
  return isJsonObject(item)
    ? Object.keys(item as JsonObject).flatMap((key) => (names.has(key) ? [key.toUpperCase()] : []))
    : [];
}

function segmentsOf(path: string): string[] {
  return path.split("/").slice(1);
}

/** A segment with its parameters filled in; `undefined` for one that is only known when it is sent. */
function fill(segment: string, values: Record<string, unknown>): string | undefined {
  let isKnown = true;
  const filled = segment.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = values[name];
    isKnown &&= typeof value === "string";
    return String(value);
  });
  return isKnown ? filled : undefined;
}

/** Whether the request could be one for another path: a server may have more methods there. */
function isAlso(path: string, filled: (string | undefined)[]): boolean {
  const segments = segmentsOf(path);
  return (
    segments.length === filled.length &&
    segments.every(
      (segment, index) => segment.includes("{") || filled[index] === undefined || segment === filled[index],
    )
  );
}
