import type { Json, JsonObject } from "../../spec/interchange/json.ts";
import { typeOf } from "../../spec/interchange/schema-types.ts";
import { textMatcher } from "../../spec/patterns/text-matcher.ts";
import { formatTypes, isFormatName } from "../../spec/vocabulary/format-table.ts";
import * as formats from "../../spec/vocabulary/formats.ts";
import { isMultiple } from "../../spec/vocabulary/runtime.ts";
import { isEqual } from "./is-equal.ts";

/** The keywords that apply no subschema, for values of any type (JSON Schema validation 2020-12, sections 6.1 to 6.3 and 7). */
export function scalarHolds(schema: JsonObject, instance: Json): boolean {
  if (!typeHolds(schema, instance)) return false;
  if ("const" in schema && !isEqual(schema["const"] as Json, instance)) return false;
  if (Array.isArray(schema["enum"]) && !schema["enum"].some((member) => isEqual(member, instance))) return false;
  if (!formatHolds(schema["format"], instance)) return false;
  if (typeof instance === "string") return textHolds(schema, instance);
  return typeof instance !== "number" || numberHolds(schema, instance);
}

function typeHolds({ type }: JsonObject, instance: Json): boolean {
  if (type === undefined) return true;
  const own = typeOf(instance);
  return [type].flat().some((name) => name === own || (name === "number" && own === "integer"));
}

const FORMATS = new Map<string, (value: unknown) => boolean>(
  Object.entries(formats as unknown as Record<string, (value: unknown) => boolean>),
);

function formatHolds(format: Json | undefined, instance: Json): boolean {
  if (typeof format !== "string" || !isFormatName(format) || formatTypes[format] !== typeof instance) return true;
  return FORMATS.get(format)?.(instance) ?? true;
}

function textHolds({ minLength, maxLength, pattern }: JsonObject, text: string): boolean {
  if (typeof pattern === "string" && !textMatcher(pattern).test(text)) return false;
  if (minLength === undefined && maxLength === undefined) return true;
  const length = codePoints(text);
  return length >= ((minLength as number) ?? 0) && length <= ((maxLength as number) ?? Number.POSITIVE_INFINITY);
}

/** The length in Unicode code points; a lone surrogate is one. */
function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function numberHolds(schema: JsonObject, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema as Record<
    string,
    number | undefined
  >;
  if (minimum !== undefined && value < minimum) return false;
  if (maximum !== undefined && value > maximum) return false;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return false;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return false;
  return multipleOf === undefined || isMultiple(value, multipleOf);
}
