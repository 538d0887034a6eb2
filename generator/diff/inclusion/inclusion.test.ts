import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonSchema } from "../../../spec/interchange/json.ts";
import { createSampler } from "../../cases/sample/create-sampler.ts";
import { rootSite } from "../../cases/site.ts";
import { accepts } from "../../evaluate/evaluate.ts";
import { createAjv } from "../../judge.ts";
import type { SchemaPart } from "../../schema-part.ts";
import { instances, schemas } from "../../testing/arbitrary-schema.ts";
import { hasForeignMembers } from "../foreign-members.ts";
import { mutatedSchemas } from "../testing/mutated-schemas.ts";
import { inclusionOf } from "./inclusion.ts";

function partOf(schema: JsonSchema): SchemaPart {
  return { name: "schema", schema, pointer: "", origins: new Map() };
}

/** Whether Ajv refuses a value, and the evaluator, too. */
function isRefused(schema: JsonSchema): (value: Json) => boolean {
  const check = createAjv({ logger: false, strictSchema: false, validateSchema: false }).compile(schema as never);
  return (value) => !check.call({ now: 0 }, value) && !takes(schema, value);
}

function takes(schema: JsonSchema, value: Json): boolean {
  return accepts(schema, value, { root: schema, now: 0 });
}

test("what is proved to be included, the other schema never refuses", () => {
  let proved = 0;
  const pairs = schemas(fc, 2).chain((left) => fc.record({ left: fc.constant(left), right: mutatedSchemas(fc, left) }));
  fc.assert(
    fc.property(pairs, fc.array(instances(fc), { minLength: 10, maxLength: 20 }), ({ left, right }, values) => {
      const [own, other] = [partOf(left), partOf(right)];
      if (inclusionOf(own, other).gaps.length > 0) return;
      proved++;
      const refuses = isRefused(right);
      const samples = createSampler().samples(rootSite(own)).take(10) as Iterable<Json>;
      for (const value of [...values, ...samples]) {
        if (!takes(left, value) || hasForeignMembers(own, value, other)) continue;
        expect(refuses(value), JSON.stringify({ left, right, value })).toBe(false);
      }
    }),
    { numRuns: 100, seed: 6 },
  );
  expect(proved).toBeGreaterThan(40);
}, 60_000);
