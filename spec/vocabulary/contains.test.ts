import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { addVocabulary } from "./ajv-vocabulary.ts";

const check = (schema: object) =>
  addVocabulary(new Ajv2020({ strictSchema: true, passContext: true })).compile({ type: "array", ...schema });

describe("contains", () => {
  it("refuses nothing where no item has to match", () => {
    const holds = check({ contains: { type: "string" }, minContains: 0 });
    for (const items of [[], [1], ["a", 1]]) expect(holds(items)).toBe(true);
    expect(holds({})).toBe(false);
  });

  it("counts otherwise, as Ajv's own does", () => {
    const few = check({ contains: { type: "string" }, minContains: 0, maxContains: 1 });
    expect([[], ["a"], ["a", "b"]].map((items) => few(items))).toEqual([true, true, false]);
    const some = check({ contains: { type: "string" } });
    expect([[], [1], [1, "a"]].map((items) => some(items))).toEqual([false, false, true]);
  });
});
