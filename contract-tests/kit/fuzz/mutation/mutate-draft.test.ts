import fc from "fast-check";
import { expect, it } from "vitest";
import type { JsonSchema } from "../../../../spec/interchange/json.ts";
import type { RequestSpace } from "../request/request-space.ts";
import { mutatedDrafts } from "./mutate-draft.ts";

const SCHEMA: JsonSchema = {
  type: "object",
  properties: { digits: { type: "string" }, far: { type: "number", maximum: Number.MAX_VALUE, multipleOf: 1e308 } },
};

it("changes nothing into a number that is none", () => {
  const space: Pick<RequestSpace, "schemaOf" | "media"> = {
    schemaOf: (place) => (place === "query" ? SCHEMA : undefined),
    media: undefined,
  };
  const draft = { parameters: { query: { digits: "9".repeat(400), far: 1e308 } }, body: undefined };
  fc.assert(
    fc.property(fc.nat(), (salt) => {
      const mutated = [...mutatedDrafts(draft, space as RequestSpace, salt)];
      expect(mutated.length).toBeGreaterThan(50);
      for (const { draft: changed } of mutated) {
        const numbers = Object.values(changed.parameters.query ?? {}).filter((value) => typeof value === "number");
        expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
      }
    }),
    { numRuns: 5 },
  );
});
