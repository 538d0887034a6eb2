import { decodeText } from "./decode-text.ts";
import { isJsonObject, type Json, type JsonObject, type JsonSchema } from "./json.ts";
import { itemSchema, memberSchema, typesOf } from "./schema-types.ts";

/** One field of a form. `file` stands for bytes that no schema can look into. */
export interface FormField<F = never> {
  name: string;
  value: string | F;
}

/** A form as an instance, and the names that were repeated although they are no arrays. */
export interface DecodedForm<F = never> {
  value: Record<string, Json | F>;
  repeated: string[];
}

/**
 * Turns the fields of a form into the object that a schema describes. A field whose schema is an
 * array may be repeated. A bracketed or dotted one (`metadata[key]`, `metadata[a][]`, `metadata.a[]`)
 * belongs to the object of that name, as SDKs send it, if the schema declares that object and no
 * property of the whole name.
 */
export function decodeForm<F = never>(
  fields: FormField<F>[],
  schema: JsonSchema,
  root: JsonSchema = schema,
): DecodedForm<F> {
  const value: Record<string, Json | F> = Object.create(null) as Record<string, Json | F>;
  const repeated: string[] = [];
  for (const field of fields) {
    const path = memberPath(field.name, schema, root);
    if (path && typeof field.value === "string") {
      assign(value as JsonObject, path, field.value, repeated, field.name);
      continue;
    }
    const declared = memberSchema(schema, field.name, root);
    const isArray = declared !== undefined && isArrayOnly(declared, root);
    const itself = isArray ? itemSchema(declared, root) : declared;
    const decoded = typeof field.value === "string" ? decodeText(field.value, itself, root) : field.value;
    if (isArray) {
      const list = (value[field.name] ?? []) as (Json | F)[];
      value[field.name] = [...list, ...(Array.isArray(decoded) ? decoded : [decoded])] as Json;
    } else if (Object.hasOwn(value, field.name)) {
      repeated.push(field.name);
    } else {
      value[field.name] = decoded;
    }
  }
  return { value, repeated };
}

function isArrayOnly(schema: JsonSchema, root: JsonSchema): boolean {
  const types = typesOf(schema, root);
  return types.has("array") && !types.has("string") && !types.has("object");
}

/**
 * `metadata[a][]`, `metadata.a[]` → `["metadata", "a", ""]`, if `metadata` is declared to be an object
 * and the name as a whole is not declared.
 */
function memberPath(name: string, schema: JsonSchema, root: JsonSchema): string[] | undefined {
  const ends = [name.indexOf("["), name.indexOf(".")].filter((end) => end > 0);
  if (ends.length === 0 || memberSchema(schema, name, root) !== undefined) return undefined;
  for (const end of ends) {
    const tail = name.slice(end);
    if (!isObjectOnly(memberSchema(schema, name.slice(0, end), root), root) || !STEPS.test(tail)) continue;
    return [name.slice(0, end), ...[...tail.matchAll(STEP)].map(([, dotted, bracketed]) => dotted ?? bracketed ?? "")];
  }
  return undefined;
}

const STEP = /\.([^.[\]]+)|\[([^[\]]*)\]/g;
const STEPS = new RegExp(`^(?:${STEP.source})+$`);

function isObjectOnly(schema: JsonSchema | undefined, root: JsonSchema): boolean {
  if (schema === undefined) return false;
  const types = typesOf(schema, root);
  return types.has("object") && !types.has("string");
}

function assign(target: JsonObject, path: string[], text: string, repeated: string[], name: string): void {
  let holder: JsonObject | Json[] = target;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    const child: Json = last ? text : path[index + 1] === "" ? [] : (Object.create(null) as JsonObject);
    let next: Json | undefined;
    if (Array.isArray(holder)) {
      next = child;
      holder.push(child);
    } else if (!Object.hasOwn(holder, step)) {
      next = holder[step] = child;
    } else {
      next = holder[step];
      if (last) repeated.push(name);
    }
    if (last) return;
    if (!Array.isArray(next) && !isJsonObject(next)) {
      repeated.push(name);
      return;
    }
    holder = next;
  }
}
