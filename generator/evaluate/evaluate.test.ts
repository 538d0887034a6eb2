import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonSchema } from "../../spec/interchange/json.ts";
import { createAjv } from "../judge.ts";
import { schemaAndInstances } from "../testing/arbitrary-schema.ts";
import { accepts } from "./evaluate.ts";

const NOW = Date.parse("2026-05-05T05:05:05Z");

describe("the evaluator", () => {
  it("agrees with Ajv on any schema and instance", () => {
    fc.assert(
      fc.property(schemaAndInstances(fc), ({ schema, instances }) => {
        const check = createAjv({ logger: false, strictSchema: false }).compile(schema as never);
        for (const instance of instances) {
          expect(accepts(schema, instance, { root: schema, now: NOW })).toBe(check.call({ now: NOW }, instance));
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  }, 60_000);

  it.each<[string, JsonSchema, Json, boolean]>([
    ["counts code points", { maxLength: 1 }, "😀", true],
    ["does not see the prototype", { required: ["toString"] }, {}, false],
    [
      "lets what a branch has seen count",
      { anyOf: [{ properties: { a: true } }, true], unevaluatedProperties: false },
      { a: 1 },
      true,
    ],
    [
      "refuses what nothing has seen",
      { anyOf: [{ properties: { a: true } }, true], unevaluatedProperties: false },
      { b: 1 },
      false,
    ],
    ["lets contained items count", { contains: { const: 1 }, unevaluatedItems: false }, [1], true],
    ["refuses items that are not contained", { contains: { const: 1 }, unevaluatedItems: false }, [1, 2], false],
    ["takes 0.57 for a multiple of 0.01", { multipleOf: 0.01 }, 0.57, true],
    ["takes 100000.2 for a multiple of 0.1", { multipleOf: 0.1 }, 100000.2, true],
    ["takes no little rest for none", { multipleOf: 0.1 }, 1e-12, false],
    ["ends where references lead in a circle", { $ref: "#" }, 1, false],
    ["reads the clock for a bound", { format: "date-time", "x-formatMinimum": "now" }, "2026-05-05T05:05:04Z", false],
  ])("%s", (_, schema, instance, expected) => {
    expect(accepts(schema, instance, { root: schema, now: NOW })).toBe(expected);
  });
});
