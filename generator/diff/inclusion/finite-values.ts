import type { Json } from "../../../spec/interchange/json.ts";
import { keywordValues, type Site } from "../../cases/site.ts";

const LITERALS = new Map<string, Json[]>([
  ["null", [null]],
  ["boolean", [true, false]],
]);

/** All values that a site can have, and perhaps some that it cannot; `undefined` when there is no list of them. */
export function finiteValues(site: Site): Json[] | undefined {
  const [constant] = keywordValues<Json>(site, "const");
  if (constant !== undefined) return [constant];
  const [list] = keywordValues<Json[]>(site, "enum");
  if (list) return list;
  const literals = [...site.types].map((type) => LITERALS.get(type));
  return literals.every((values) => values !== undefined) ? literals.flat() : undefined;
}
