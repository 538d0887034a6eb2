import type { Json } from "../../../spec/interchange/json.ts";
import type { Site } from "../../cases/site.ts";
import { accepts } from "../../evaluate/evaluate.ts";

/** Whether it may depend on the moment what a site takes. */
export function isTimed({ nodes, part }: Site): boolean {
  const texts = nodes.map(({ schema: { $ref: _, allOf: __, $defs: ___, ...own } }) => JSON.stringify(own));
  const isHidden = texts.some((text) => text.includes('"$ref"'));
  return (isHidden ? [JSON.stringify(part.schema)] : texts).some((text) => /"x-formatM(?:in|ax)imum"/.test(text));
}

/** Whether a site that is not {@link isTimed} takes a value. */
export function takes({ roots, part }: Site, value: Json): boolean {
  return roots.every(({ schema }) => accepts(schema, value, { root: part.schema, now: 0 }));
}
