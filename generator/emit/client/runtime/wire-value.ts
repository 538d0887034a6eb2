/**
 * A copy of a value as it travels: a `Date`, or any other object with `toJSON`, is what that gives, and
 * members that are `undefined` are absent. Bytes (`Blob`, `File`, typed arrays) are kept.
 */
export function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire);
  const object = value as { constructor?: unknown; toJSON?: () => unknown } | null | undefined;
  if (object?.constructor === Object) {
    const members = Object.entries(object).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([name, member]) => [name, toWire(member)]));
  }
  // Node's Buffer has a `toJSON`, too.
  return object?.toJSON && !ArrayBuffer.isView(object) ? (object.toJSON() ?? String(object)) : value;
}

/** A value as text: an object as JSON, anything else as `String` writes it. */
export function toText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
