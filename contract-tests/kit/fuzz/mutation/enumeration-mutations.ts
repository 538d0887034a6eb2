import type { Json } from "../../../../spec/interchange/json.ts";
import { argumentsOf } from "../arbitrary/schema-nodes.ts";
import type { Mutation, MutationFamily } from "./mutation.ts";

/** Values that stand beside those that are listed. */
export const enumerationMutations: MutationFamily = {
  id: "enumeration",
  mutations({ hints }) {
    const listed = [...argumentsOf<Json[]>(hints, "enum").flat(), ...argumentsOf<Json>(hints, "const")];
    return listed.slice(0, 10).flatMap((value): Mutation[] => {
      if (typeof value === "number")
        return [
          { label: `next to ${value}`, value: value + 1 },
          { label: `text ${value}`, value: String(value) },
        ];
      if (typeof value === "boolean") return [{ label: `not ${value}`, value: !value }];
      if (typeof value !== "string") return [];
      const variants = [
        value.toUpperCase(),
        value.toLowerCase(),
        `${value} `,
        ` ${value}`,
        `${value}s`,
        value.slice(0, -1),
        "unknown",
        "",
      ];
      return variants
        .filter((text) => text !== value)
        .map((text) => ({ label: `variant ${JSON.stringify(text)}`, value: text }));
    });
  },
};
