import type { Json, JsonObject, JsonPointer } from "./json.ts";

/** A place below another: `/paths` and `/a/{b}` → `/paths/~1a~1{b}` (RFC 6901, section 3). */
export function below(pointer: JsonPointer, ...tokens: string[]): JsonPointer {
  let place = pointer;
  for (const token of tokens) place += `/${/[~/]/.test(token) ? escapeToken(token) : token}`;
  return place;
}

/** A name as a reference token (RFC 6901, section 3). */
export function escapeToken(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The reference tokens of a pointer, in the author's words. */
export function tokensOf(pointer: JsonPointer): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => (token.includes("~") ? token.replaceAll("~1", "/").replaceAll("~0", "~") : token));
}

/** What stands at a place of a document; `undefined` when there is nothing. Whatever their names, only own members count. */
export function valueAt(document: Json, pointer: JsonPointer): Json | undefined {
  let value: Json | undefined = document;
  for (const token of tokensOf(pointer)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, token)) return undefined;
    value = (value as JsonObject)[token];
  }
  return value;
}

/** The JSON Pointer of a local reference, percent-decoded (RFC 6901, section 6). */
export function localPointer(ref: string): JsonPointer | undefined {
  if (ref !== "#" && !ref.startsWith("#/")) return undefined;
  try {
    return decodeURIComponent(ref.slice(1));
  } catch {
    return undefined;
  }
}
