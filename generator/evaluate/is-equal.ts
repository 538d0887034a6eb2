import { isJsonObject, type Json } from "../../spec/interchange/json.ts";

/** Whether two JSON values are the same (JSON Schema core 2020-12, section 4.2.2): the order of members does not count. */
export function isEqual(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => isEqual(item, right[index] as Json))
    );
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isEqual(left[name] as Json, right[name] as Json))
  );
}
