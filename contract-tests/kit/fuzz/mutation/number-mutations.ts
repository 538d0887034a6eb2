import { plus } from "../../../../spec/numbers/decimal.ts";
import { argumentsOf } from "../arbitrary/schema-nodes.ts";
import type { Mutation, MutationFamily } from "./mutation.ts";

/** Numbers beyond a bound, between two multiples, or with a fraction. */
export const numberMutations: MutationFamily = {
  id: "number",
  mutations({ value, hints }) {
    if (typeof value !== "number") return [];
    const steps = argumentsOf<number>(hints, "multipleOf");
    const step = steps[0] ?? 1;
    const beyond = (label: string, bounds: number[], directions: readonly number[]): Mutation[] =>
      bounds.flatMap((bound) =>
        directions.map((direction) => ({ label: `${label} ${direction}`, value: plus(bound, step, direction) })),
      );
    return [
      ...beyond("below", argumentsOf<number>(hints, "minimum"), [-1, -0.01, -1000]),
      ...beyond("above", argumentsOf<number>(hints, "maximum"), [1, 0.01, 1000]),
      ...beyond("at the lower limit", argumentsOf<number>(hints, "exclusiveMinimum"), [0, -1]),
      ...beyond("at the upper limit", argumentsOf<number>(hints, "exclusiveMaximum"), [0, 1]),
      ...steps.map((each): Mutation => ({ label: "half a step", value: plus(value, each, 0.5) })),
      { label: "a fraction", value: value + 0.5 },
      { label: "out of 32 bits", value: 2_147_483_648 },
      { label: "out of 64 bits", value: 1e20 },
      { label: "negative", value: -value - 1 },
    ];
  },
};
