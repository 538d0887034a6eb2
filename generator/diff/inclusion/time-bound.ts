import type { Json, JsonSchema } from "../../../spec/interchange/json.ts";
import type { Site } from "../../cases/site.ts";
import { accepts } from "../../evaluate/evaluate.ts";

/** Whether it may depend on the moment what a site takes. */
export function isTimed({ nodes, part }: Site): boolean {
  const own = nodes.map(({ schema }) => boundsIn(schema));
  const isHidden = own.some(({ hasReference }) => hasReference);
  return (isHidden && boundsIn(part.schema, true).hasBound) || own.some(({ hasBound }) => hasBound);
}

interface Bounds {
  hasBound: boolean;
  hasReference: boolean;
}

/** Schemas do not change while they are compared, and are met at many sites. */
const KNOWN = { own: new WeakMap<object, Bounds>(), whole: new WeakMap<object, Bounds>() };

/** Whether there are bounds of time in a schema object, what sites follow left out. */
function boundsIn(schema: JsonSchema, isWhole = false): Bounds {
  if (typeof schema === "boolean") return { hasBound: false, hasReference: false };
  const known = isWhole ? KNOWN.whole : KNOWN.own;
  const met = known.get(schema);
  if (met) return met;
  const { $ref: _, allOf: __, $defs: ___, ...own } = schema;
  const text = JSON.stringify(isWhole ? schema : own);
  const bounds = { hasBound: /"x-formatM(?:in|ax)imum"/.test(text), hasReference: text.includes('"$ref"') };
  known.set(schema, bounds);
  return bounds;
}

/** Whether a site that is not {@link isTimed} takes a value. */
export function takes({ roots, part }: Site, value: Json): boolean {
  return roots.every(({ schema }) => accepts(schema, value, { root: part.schema, now: 0 }));
}
