import type { Json } from "../../../spec/interchange/json.ts";
import type { Site } from "../site.ts";

const SPEAKS_OF_PARTS =
  "properties required additionalProperties patternProperties minProperties items prefixItems".split(" ");

/**
 * What the author of examples means: where a schema speaks of members or items, a text such as `{"id": 1}`,
 * which comes of a block scalar in YAML, means the value that it writes down. Such values come first; a schema
 * without `type` takes the text as well, but a request made of it has none of the members.
 */
export function meantValues(values: readonly Json[], site: Site): Json[] {
  const hasParts = site.nodes.some(({ schema }) => SPEAKS_OF_PARTS.some((keyword) => schema[keyword] !== undefined));
  const written = hasParts ? values.flatMap(partsWrittenIn) : [];
  return [...written, ...values];
}

function partsWrittenIn(value: Json): Json[] {
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) return [];
  try {
    return [JSON.parse(value) as Json];
  } catch {
    return [];
  }
}
