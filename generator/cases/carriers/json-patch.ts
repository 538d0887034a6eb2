import type { RequestPatch } from "../../../spec/interchange/case.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { isObjectTemplate } from "../../../spec/interchange/template.ts";
import type { Edit } from "../candidate.ts";

/** Changes of a JSON body, each at the nearest place that the base has. */
export function jsonPatch(
  instance: JsonTemplate | undefined,
  changed: JsonTemplate,
  edits: Edit[],
): RequestPatch[] | { reason: string } {
  if (edits.some((edit) => "text" in edit)) return { reason: "in a JSON body nothing travels as text" };
  return edits.flatMap(({ at }): RequestPatch[] => {
    const tokens = at.slice(0, commonDepth(instance, at));
    const path = below("/body/value", ...tokens);
    const value = valueAt(changed, tokens);
    if (value !== undefined) return [{ op: tokens.length === 0 ? "replace" : "add", path, value }];
    return valueAt(instance, tokens) === undefined ? [] : [{ op: "remove", path }];
  });
}

function valueAt(instance: JsonTemplate | undefined, tokens: string[]): JsonTemplate | undefined {
  return tokens.reduce<JsonTemplate | undefined>((node, step) => {
    if (Array.isArray(node)) return node[Number(step)];
    return isObjectTemplate(node) && Object.hasOwn(node, step) ? node[step] : undefined;
  }, instance);
}

/** How many steps of the way lead to a place whose holder the base has. */
function commonDepth(instance: JsonTemplate | undefined, at: string[]): number {
  let node: unknown = instance;
  for (const [index, step] of at.entries()) {
    if (typeof node !== "object" || node === null) return index;
    // An item in the middle of an array would be inserted, not replaced: the array is written whole.
    if (Array.isArray(node)) return index;
    node = Object.hasOwn(node, step) ? (node as Record<string, unknown>)[step] : undefined;
  }
  return at.length;
}
