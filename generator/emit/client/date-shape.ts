import { isJsonObject, type JsonSchema } from "../../../spec/interchange/json.ts";
import { resolveSchema } from "../../../spec/interchange/schema-types.ts";
import { memberName } from "./text.ts";

/** Where the date-times of a value are: here, in its members, its items, or the values of its free members. */
interface DateShape {
  isDate: boolean;
  members: Map<string, DateShape>;
  items?: DateShape | undefined;
  values?: DateShape | undefined;
}

/** Places that are looked at; references that double have more of them than anybody can. */
const MOST_PLACES = 20_000;

/**
 * The type that marks the date-times of a schema with `Date`, as `WithDates` takes it:
 * `{ expiry: Date }`. `undefined` when there are none. Recursive schemas are followed once;
 * what lies beyond {@link MOST_PLACES} stays a text.
 */
export function dateShape(schema: JsonSchema): string | undefined {
  return print(shapeOf(schema, schema, new Set(), { left: MOST_PLACES }));
}

function shapeOf(schema: JsonSchema, root: JsonSchema, path: Set<JsonSchema>, places: { left: number }): DateShape {
  const shape: DateShape = { isDate: false, members: new Map() };
  const resolved = resolveSchema(schema, root);
  if (!isJsonObject(resolved) || path.has(resolved) || places.left-- <= 0) return shape;
  const inside = new Set(path).add(resolved);
  const { format, properties, items, additionalProperties } = resolved;
  shape.isDate = format === "date-time";
  for (const [name, member] of Object.entries(isJsonObject(properties) ? properties : {})) {
    shape.members.set(name, shapeOf(member as JsonSchema, root, inside, places));
  }
  if (isJsonObject(items)) shape.items = shapeOf(items, root, inside, places);
  if (isJsonObject(additionalProperties) && shape.members.size === 0) {
    shape.values = shapeOf(additionalProperties, root, inside, places);
  }
  for (const parts of [resolved["allOf"], resolved["anyOf"], resolved["oneOf"]]) {
    for (const part of Array.isArray(parts) ? (parts as JsonSchema[]) : [])
      merge(shape, shapeOf(part, root, inside, places));
  }
  return shape;
}

function merge(into: DateShape, other: DateShape): void {
  into.isDate ||= other.isDate;
  for (const [name, member] of other.members) {
    const known = into.members.get(name);
    if (known) merge(known, member);
    else into.members.set(name, member);
  }
  into.items = merged(into.items, other.items);
  into.values = merged(into.values, other.values);
}

function merged(into: DateShape | undefined, other: DateShape | undefined): DateShape | undefined {
  if (into && other) merge(into, other);
  return into ?? other;
}

function print(shape: DateShape | undefined): string | undefined {
  if (!shape) return undefined;
  if (shape.isDate) return "Date";
  const members = [...shape.members].flatMap(([name, member]) => {
    const printed = print(member);
    return printed ? [`${memberName(name)}: ${printed}`] : [];
  });
  const items = print(shape.items);
  const values = print(shape.values);
  if (members.length > 0) return `{ ${members.join("; ")} }`;
  if (items) return `${items}[]`;
  return values && `{ [name: string]: ${values} }`;
}
