import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../spec/interchange/json.ts";
import type { SchemaPart } from "../../schema-part.ts";
import { makeValidators } from "./make-validators.ts";
import { startValidatorsThread } from "./validators-thread.ts";

const PROVENANCE = { document: "x.yaml", sha256: "0".repeat(64), command: "contract-kit generate x.yaml" };
const part = (name: string, schema: JsonSchema): SchemaPart => ({ name, schema, pointer: "", origins: new Map() });
const sound = [part("one.body", { type: "string", format: "date" }), part("two.body", { maxLength: 3 })];
const broken = [...sound, part("three.body", { minLength: "three" })];

describe("the thread that makes validators", () => {
  it.each([{ parts: sound }, { parts: broken }])("makes the same as its caller would", async ({ parts }) => {
    expect(await startValidatorsThread().make(parts, PROVENANCE)).toEqual(await makeValidators(parts, PROVENANCE));
  });

  it("tells where a schema is wrong", async () => {
    const { faults } = (await startValidatorsThread().make(broken, PROVENANCE)) as { faults: unknown };
    expect(faults).toMatchObject([{ part: "three.body", place: "/minLength" }]);
  });

  it("is told to stop when nobody needs it any more", async () => {
    const thread = startValidatorsThread();
    thread.stop();
    await expect(thread.make(sound, PROVENANCE)).rejects.toThrow(/has ended/);
  });
});
