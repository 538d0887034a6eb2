import type { Json } from "../../../spec/interchange/json.ts";
import { tokensOf } from "../../../spec/interchange/pointer.ts";

/** More removals than this are no small repair. */
const MOST = 100;

/**
 * A value without the members and items that a schema objects to, as far as it can do without them. What
 * is made up from a schema has everything that the schema names, also what nothing can be valid for.
 *
 * @param judge - JSON Pointers to what is wrong
 * @returns the value itself when nothing is wrong, or when too much is
 */
export function withoutFaults(value: Json, judge: (value: Json) => string[]): Json {
  const repaired = structuredClone(value);
  for (let count = 0; count <= MOST; count++) {
    const [deepest] = judge(repaired).toSorted((one, other) => depth(other) - depth(one));
    if (deepest === undefined) return count === 0 ? value : repaired;
    if (!remove(repaired, deepest)) return value;
  }
  return value;
}

function depth(pointer: string): number {
  return pointer.split("/").length;
}

/** Removes what a JSON Pointer (RFC 6901) leads to; false for the whole value and for what is not there. */
function remove(value: Json, pointer: string): boolean {
  const names = tokensOf(pointer);
  const last = names.pop();
  let holder: Json | undefined = value;
  for (const name of names) {
    if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, name)) return false;
    holder = (holder as { [name: string]: Json })[name];
  }
  if (last === undefined || typeof holder !== "object" || holder === null || !Object.hasOwn(holder, last)) return false;
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return true;
}
