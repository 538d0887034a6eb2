import type { JsonPointer } from "../../spec/interchange/json.ts";
import { below } from "../../spec/interchange/pointer.ts";
import type { Site } from "./site.ts";

/** Keywords that can say the same in other words: what breaks one of a group may break the others for the same reason. */
const GROUPS: readonly (readonly string[])[] = [
  ["enum", "const"],
  ["minimum", "exclusiveMinimum", "format"],
  ["maximum", "exclusiveMaximum", "format"],
  ["additionalProperties", "unevaluatedProperties"],
  ["items", "unevaluatedItems"],
];

/** What refuses a value of another type whatever it says beside the type. */
const TYPED: readonly string[] = ["enum", "const", "anyOf", "oneOf", "not", "if", "format"];

/**
 * The other places of a site that may refuse a value for the very reason for which a keyword does: the
 * keyword again (in `allOf`, behind a `$ref`), one that says the same, and for `type` what can hold
 * values of that type only.
 */
export function twins({ nodes }: Site, keyword: string, place: JsonPointer): JsonPointer[] {
  const alike = new Set([
    keyword,
    ...GROUPS.filter((group) => group.includes(keyword) && keyword !== "format").flat(),
    ...(keyword === "type" ? TYPED : []),
  ]);
  return nodes
    .flatMap((node) =>
      Object.keys(node.schema)
        .filter((name) => alike.has(name))
        .map((name) => below(node.place, name)),
    )
    .filter((other) => other !== place);
}
