import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject, JsonSchema } from "../../../spec/interchange/json.ts";
import { validatorName } from "../../../spec/interchange/names.ts";
import type { ValidationResult } from "../../../spec/interchange/violation.ts";
import { createAjv } from "../../judge.ts";
import { linkParts } from "../../link-parts.ts";
import type { SchemaPart } from "../../schema-part.ts";
import { instances, schemaAndInstances } from "../../testing/arbitrary-schema.ts";
import { emitValidators } from "../validators.ts";
import { compileToSource } from "./compile.ts";

type Validators = Record<string, (value: unknown) => ValidationResult>;

const PROVENANCE = { document: "x.yaml", sha256: "0".repeat(64), command: "contract-kit generate x.yaml" };
const part = (name: string, schema: JsonSchema): SchemaPart => ({ name, schema, pointer: "", origins: new Map() });

async function validatorsOf(parts: readonly SchemaPart[]): Promise<{ text: string; validators: Validators }> {
  const text = await emitValidators(compileToSource(linkParts(parts)), PROVENANCE);
  return { text, validators: (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as Validators };
}

/** Ajv says the same of each value; what `not` refuses is told in other words. */
function expectSame(validators: Validators, { name, schema }: SchemaPart, values: readonly Json[]): void {
  const check = createAjv({ allErrors: true, logger: false }).compile(schema as JsonObject);
  for (const value of values) {
    const valid = check.call({ now: 0 } as never, value);
    const result = validators[validatorName(name)]?.(value);
    expect(result?.valid).toBe(valid);
    if (!result || result.valid) continue;
    const told = (check.errors ?? []).map(({ instancePath, keyword, message }) => ({
      pointer: instancePath,
      keyword,
      schemaPointer: expect.any(String),
      message: keyword === "not" ? expect.any(String) : message,
    }));
    expect(result.violations).toEqual(told);
    for (const [index, { schemaPointer }] of result.violations.entries()) {
      // Ajv tells the place within the function that it has called.
      expect(schemaPointer.endsWith(check.errors?.[index]?.schemaPath.slice(1) ?? "nowhere")).toBe(true);
    }
  }
}

const NASTY = ['"', '"+"', '\\"+"', '",params:{},message:"', "const err0 = {};\n", "validate10", "*/", "a'b"];

describe("emitted validators", () => {
  it("say of every value what Ajv says", async () => {
    const samples = fc
      .sample(schemaAndInstances(fc), { numRuns: 40, seed: 20261125 })
      .map(({ schema, instances }, index) => ({ of: part(`s${index}.body`, schema), instances }))
      .filter(({ of }) => compileToSource(linkParts([of])).faults.length === 0);
    expect(samples.length).toBeGreaterThan(20);
    const { validators } = await validatorsOf(samples.map(({ of }) => of));
    for (const { of, instances } of samples) expectSame(validators, of, instances);
  });

  it("say so of schemas that share definitions and lead back to themselves", async () => {
    const $defs = {
      Tree: {
        type: "object",
        required: ["a"],
        properties: { b: { $ref: "#/$defs/Leaf" }, kind: { $ref: "#/$defs/Tree" } },
      },
      Leaf: { enum: ["a", { b: 1 }, ["\u2028"]], maxLength: 3 },
    };
    const parts = [
      part("one.body", { $ref: "#/$defs/Tree", $defs }),
      part("two.body", { type: "array", items: { $ref: "#/$defs/Tree" }, uniqueItems: true, $defs }),
      part("three.body", { $ref: "#/$defs/Tree", $defs }),
    ];
    const { text, validators } = await validatorsOf(parts);
    expect(text.match(/must have required property 'a'/g)).toHaveLength(1);
    const values = fc.sample(instances(fc), { numRuns: 100, seed: 20261125 });
    const trees = values.flatMap((kind): Json[] => [
      kind,
      { a: 1, kind, b: "abcd" },
      [{ kind, b: { b: 1 } }, { kind }],
    ]);
    for (const each of parts) expectSame(validators, each, trees);
  });

  it("hold texts of the document as they are, whatever these look like", async () => {
    const properties = Object.fromEntries(NASTY.map((name) => [name, { const: name, not: { pattern: "^$" } }]));
    const nasty = part("nasty.body", { type: "object", properties, required: NASTY, additionalProperties: false });
    const { validators } = await validatorsOf([nasty]);
    const wrong = Object.fromEntries(NASTY.map((name) => [name, ""]));
    const right = Object.fromEntries(NASTY.map((name) => [name, name]));
    expectSame(validators, nasty, [{}, wrong, right, { [`${NASTY[3]}!`]: 1 }]);
  });
});
