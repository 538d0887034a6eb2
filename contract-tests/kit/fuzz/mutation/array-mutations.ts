import { greatest, least } from "../arbitrary/schema-nodes.ts";
import type { Mutation, MutationFamily } from "./mutation.ts";

/** Too many items, too few, or one twice. */
export const arrayMutations: MutationFamily = {
  id: "items",
  mutations({ value, hints }) {
    if (!Array.isArray(value)) return [];
    const [first] = value;
    const found: Mutation[] = [];
    const most = least(hints, "maxItems");
    const fewest = greatest(hints, "minItems");
    if (fewest !== undefined && fewest > 0) found.push({ label: "too few items", value: value.slice(0, fewest - 1) });
    if (first === undefined) return found;
    if (hints.some((node) => node["uniqueItems"] === true))
      found.push({ label: "an item twice", value: [...value, first] });
    const isClosed = hints.some((node) => node["items"] === false || node["unevaluatedItems"] === false);
    if (isClosed) found.push({ label: "an item more", value: [...value, first] });
    if (most !== undefined && most < 1_000) {
      const more = Array.from({ length: Math.max(0, most + 1 - value.length) }, () => first);
      found.push({ label: "too many items", value: [...value, ...more] });
    }
    if (hints.some((node) => node["contains"] !== undefined)) {
      found.push({ label: "no items", value: [] }, { label: "items of another kind", value: value.map(() => null) });
    }
    return found;
  },
};
