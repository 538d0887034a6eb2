import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../spec/interchange/json.ts";
import { emitTypes } from "../emit/types.ts";
import { makeValidators } from "../emit/validators/make-validators.ts";
import { linkParts } from "../link-parts.ts";
import type { SchemaPart } from "../schema-part.ts";
import { startGeneratorThreads } from "./generator-threads.ts";
import { linkedText } from "./linked-text.ts";

const PROVENANCE = { document: "x.yaml", sha256: "0".repeat(64), command: "contract-kit generate x.yaml" };
const part = (name: string, schema: JsonSchema): SchemaPart => ({ name, schema, pointer: "", origins: new Map() });
const sound = linkParts([part("one.body", { type: "string", format: "date" }), part("two.body", { maxLength: 3 })]);
const broken = linkParts([part("one.body", { type: "string" }), part("three.body", { minLength: "three" })]);
const DOCUMENT = { openapi: "3.1.0", info: {}, paths: {}, components: { schemas: { A: { type: "string" } } } };

describe("the thread that makes validators", () => {
  it.each([{ linked: sound }, { linked: broken }])("makes the same as its caller would", async ({ linked }) => {
    const { validators, stop } = startGeneratorThreads();
    const job = { linked: linkedText(linked), provenance: PROVENANCE };
    expect(await validators.run(job)).toEqual(await makeValidators(linked, PROVENANCE));
    stop();
  });

  it("tells where a schema is wrong", async () => {
    const { validators, stop } = startGeneratorThreads();
    const made = await validators.run({ linked: linkedText(broken), provenance: PROVENANCE });
    expect(made).toMatchObject({ faults: [{ part: "three.body", place: "/minLength" }] });
    stop();
  });

  it("is told to stop when nobody needs it any more", async () => {
    const { validators, stop } = startGeneratorThreads();
    stop();
    await expect(validators.run({ linked: linkedText(sound), provenance: PROVENANCE })).rejects.toThrow(/has ended/);
  });
});

describe("the thread that makes types", () => {
  it("makes the same as its caller would", async () => {
    const { types, stop } = startGeneratorThreads();
    const document = JSON.stringify(DOCUMENT);
    expect(await types.run({ document, provenance: PROVENANCE })).toBe(await emitTypes(DOCUMENT, PROVENANCE));
    stop();
  });

  it("throws what the work throws", async () => {
    const { types, stop } = startGeneratorThreads();
    await expect(types.run({ document: "{", provenance: PROVENANCE })).rejects.toThrow(SyntaxError);
    stop();
  });
});
