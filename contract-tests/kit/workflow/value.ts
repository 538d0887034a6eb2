import { tokensOf } from "../../../spec/interchange/pointer.ts";
/** JSON in which bytes may stand. */
export type Present = null | boolean | number | string | Binary | Present[] | { [name: string]: Present };

/** What an expression yields; `undefined` for what is not there. */
export type Value = Present | undefined;

/** Bytes that a schema cannot look into: a file to send, or a body that is no text. */
export class Binary {
  readonly bytes: Uint8Array;
  /** As a part of a form declares it. */
  readonly mediaType: string | undefined;
  /** As a part of a form names it. */
  readonly filename: string | undefined;

  constructor(bytes: Uint8Array, mediaType?: string, filename?: string) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.filename = filename;
  }
}

const LONGEST = 120;

/** A value in words, for a person: `"abc"`, `404`, `67 bytes`, `absent`. */
export function describeValue(value: Value): string {
  if (value === undefined) return "absent";
  if (value instanceof Binary) return `${value.bytes.length} bytes`;
  const text = JSON.stringify(value, (_name, each: Present) =>
    each instanceof Binary ? `<${each.bytes.length} bytes>` : each,
  );
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

/** A value inside a text: strings as they are, other JSON as JSON; `undefined` where it has no text. */
export function textOfValue(value: Value): string | undefined {
  if (value === undefined || holdsBytes(value)) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether there are bytes anywhere in a value, so that it is no JSON. */
export function holdsBytes(value: Value): boolean {
  if (value instanceof Binary) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsBytes);
}

/** Follows a JSON Pointer (RFC 6901); `undefined` where it leads nowhere. */
export function atPointer(value: Value, pointer: string): Value {
  let at: Value = value;
  for (const token of tokensOf(pointer)) at = member(at, token);
  return at;
}

/**
 * Follows names and indexes: `user.name`, `pets[0].id`. As names may hold dots themselves, the longest
 * name that is there wins at each step.
 */
export function dereference(value: Value, path: string): Value {
  if (path === "") return value;
  const index = /^\[(\d+)\]/.exec(path);
  if (index) return dereference(member(value, index[1] as string, "array"), withoutDot(path.slice(index[0].length)));
  for (let end = path.length; end > 0; end = lastBoundary(path, end)) {
    const found = member(value, path.slice(0, end), "object");
    if (found !== undefined) return dereference(found, withoutDot(path.slice(end)));
  }
  return undefined;
}

function lastBoundary(path: string, before: number): number {
  const head = path.slice(0, before);
  return Math.max(head.lastIndexOf("."), head.lastIndexOf("["));
}

function withoutDot(path: string): string {
  return path.startsWith(".") ? path.slice(1) : path;
}

function member(value: Value, token: string, of?: "array" | "object"): Value {
  if (value instanceof Binary || typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return of !== "object" && /^(?:0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  if (of === "array") return undefined;
  return Object.hasOwn(value, token) ? value[token] : undefined;
}
