import type { JsonType } from "../../../spec/interchange/schema-types.ts";
import type { Site } from "../../cases/site.ts";
import { keywordRules } from "./keyword-rules.ts";
import { type Gap, gapAt } from "./proof.ts";

/** Types by which it is decided how a text is read (see `decodeText` and `decodeParameters`). */
const DECISIVE: JsonType[] = ["string", "array", "object"];

/**
 * What may be read as another value by the right side than by the left one, as it travels as a text: where
 * one of them allows texts, lists or objects and the other one does not.
 */
export function textGaps(left: Site, right: Site): Gap[] {
  if (DECISIVE.every((type) => left.types.has(type) === right.types.has(type))) return [];
  return [gapAt(right, `${right.nodes[0]?.place ?? ""}/type`, "type")];
}

/** Whether a site takes any text: a `string` without any condition. */
export function takesAnyText(left: Site, { types, nodes }: Site): boolean {
  if (left.types.has("array") || left.types.has("object") || !types.has("string")) return false;
  return nodes.every(({ schema }) => Object.keys(schema).every((name) => name === "type" || !keywordRules.has(name)));
}
