import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { copyOrigin, type Origin, originOf, setItemOrigins, setOrigin } from "./origin.ts";

/** A value and where it comes from. */
export interface Traced<Value extends Json = Json> {
  value: Value;
  origin: Origin;
}

/** Two values that cannot be merged. */
export class MergeError extends Error {
  override readonly name = "MergeError";
}

/**
 * Merges an object into another one in place (Overlay 1.1.0, section 4.4.3): new members are added, arrays are
 * concatenated, objects merged, other values replaced.
 *
 * @param isLenient - values of different kinds replace each other, as in 1.0, and are no error
 * @param at - the place of the target, for messages
 * @throws {@link MergeError}
 */
export function mergeObject(
  target: Traced<JsonObject>,
  update: Traced<JsonObject>,
  isLenient: boolean,
  at: JsonPointer,
): void {
  for (const [member, value] of Object.entries(update.value)) {
    const origin = originOf(update.origin, member);
    const old = Object.hasOwn(target.value, member) ? target.value[member] : undefined;
    const own = originOf(target.origin, member);
    if (isJsonObject(old) && isJsonObject(value)) {
      mergeObject({ value: old, origin: own }, { value, origin }, isLenient, below(at, member));
      setOrigin(target.origin, member, own);
    } else if (Array.isArray(old) && Array.isArray(value)) {
      appendItems({ value: old, origin: own }, { value, origin });
      setOrigin(target.origin, member, own);
    } else if (old === undefined || isLenient || kindOf(old) === kindOf(value)) {
      setMember(target, member, { value, origin });
    } else {
      throw new MergeError(`${below(at, member)} is ${kindOf(old)} and the update is ${kindOf(value)}`);
    }
  }
}

/** Appends items to an array in place. */
export function appendItems(target: Traced<Json[]>, items: Traced<Json[]>): void {
  const before = target.value.map((_, index) => originOf(target.origin, String(index)));
  const more = items.value.map((_, index) => copyOrigin(originOf(items.origin, String(index))));
  for (const item of items.value) target.value.push(copyValue(item));
  setItemOrigins(target.origin, [...before, ...more]);
}

/** Puts a value in the place of a member or an item. */
export function setMember(target: Traced, member: string, { value, origin }: Traced): void {
  // Whatever its name, it becomes a member of its own: `__proto__` too.
  const own = { value: copyValue(value), writable: true, enumerable: true, configurable: true };
  Object.defineProperty(target.value, member, own);
  setOrigin(target.origin, member, copyOrigin(origin));
}

/** `an object`, `an array` or `a single value`. */
export function kindOf(value: Json): string {
  return isJsonObject(value) ? "an object" : Array.isArray(value) ? "an array" : "a single value";
}

/** A copy that shares nothing, in itself neither, as values that YAML aliases repeat do. */
export function copyValue<Value extends Json>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
