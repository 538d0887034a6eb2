import { existsSync, globSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDocument } from "../document/load.ts";
import { findingsOf, LINT_RULES, type LintProblem, lintDocument } from "./lint-document.ts";
import { rulesDocument } from "./rules-document.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lint-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(text: string) {
  const file = join(folder, "document.yaml");
  await writeFile(file, text);
  return loadDocument(file);
}

/** A document around the parts that an example shows. */
const around = (parts: string) =>
  `openapi: 3.1.1\ninfo: { title: t, version: "1" }\n${parts.includes("paths:") ? "" : "paths: {}\n"}${parts}`;

const schema = (text: string) => around(`components:\n  schemas:\n    A: ${text}\n`);

/** What the rules find in a schema: rule and why. */
async function findings(text: string): Promise<string[]> {
  return lintDocument(await load(text)).map(({ rule, what }) => `${rule}: ${what}`);
}

describe.each(LINT_RULES)("$id", (rule) => {
  it("finds its bad example, and that alone", async () => {
    const loaded = await load(around(rule.bad));
    const found = findingsOf(rule, loaded);
    expect(found).toHaveLength(1);
    const { what, hint } = rule.words(found[0]?.facts ?? {});
    expect(what).toMatch(/\S/);
    expect(hint).toMatch(/\S/);
    expect(lintDocument(loaded).map((problem) => problem.rule)).toEqual([rule.id]);
    expect(lintDocument(loaded)[0]?.line).toBeGreaterThan(2);
  });

  it("is content with its good example, as all rules are", async () => {
    expect(lintDocument(await load(around(rule.good)))).toEqual([]);
  });
});

describe("unsatisfiable-schema", () => {
  it.each([
    ["types", "{ allOf: [{ type: string }, { type: integer }] }"],
    ["a value of another type", "{ type: string, enum: [1, 2] }"],
    ["values", "{ allOf: [{ enum: [a, b] }, { const: c }] }"],
    ["bounds", "{ type: number, minimum: 3, exclusiveMaximum: 3 }"],
    ["lengths", "{ type: string, minLength: 3, maxLength: 2 }"],
    ["patterns", '{ type: string, allOf: [{ pattern: "^a" }, { pattern: "^b" }] }'],
    ["a pattern and a length", '{ type: string, pattern: "^[0-9]{4}$", maxLength: 3 }'],
    [
      "a member that is not allowed",
      "{ type: object, required: [b], properties: { a: {} }, additionalProperties: false }",
    ],
    ["items", "{ type: array, minItems: 1, items: { type: string, minLength: 3, maxLength: 2 } }"],
    ["every branch", "{ type: string, oneOf: [{ type: integer }, { enum: [3] }] }"],
  ])("by %s", async (_what, text) => {
    expect((await findings(schema(text))).filter((line) => line.startsWith("unsatisfiable-schema"))).not.toEqual([]);
  });

  it.each([
    ["an optional member", "{ type: object, properties: { a: { allOf: [{ type: string }, { maxLength: 3 }] } } }"],
    ["a required member beside another type", "{ type: [object, 'null'], required: [a], properties: { b: {} } }"],
    ["one branch is left", "{ oneOf: [{ type: integer }, { type: string }] }"],
    ["no item is needed", "{ type: array, items: false }"],
    [
      "a recursive schema",
      "{ type: object, required: [next], properties: { next: { $ref: '#/components/schemas/A' } } }",
    ],
    ["a bound that is a value", "{ type: number, minimum: 3, maximum: 3 }"],
  ])("not by %s", async (_what, text) => {
    expect((await findings(schema(text))).filter((line) => line.startsWith("unsatisfiable-schema"))).toEqual([]);
  });

  it("is told once, where the contradiction is", async () => {
    const text = around(`components:
  schemas:
    Bad: { type: string, minLength: 3, maxLength: 2 }
    User: { $ref: "#/components/schemas/Bad" }
    Holder: { type: object, required: [bad], properties: { bad: { $ref: "#/components/schemas/Bad" } } }
`);
    const found = lintDocument(await load(text)).filter(({ rule }) => rule === "unsatisfiable-schema");
    expect(found).toMatchObject([
      { pointer: "/components/schemas/Bad", other: { pointer: "/components/schemas/Bad/maxLength" } },
    ]);
  });
});

it("has a page that shows every rule as it is", async () => {
  const page = await readFile(new URL("../../docs/lint.md", import.meta.url), "utf8");
  expect(page).toBe(rulesDocument(LINT_RULES));
});

it("tells that nullable counts only beside a type", async () => {
  const found = async (text: string) =>
    (await findings(schema(text).replace(/openapi: 3\.1\.\d/, "openapi: 3.0.4"))).filter((each) =>
      /nullable/.test(each),
    );
  expect(await found("{ nullable: true, anyOf: [{ type: string }, { type: integer }] }")).toEqual([
    expect.stringMatching(/^keyword-without-effect: nullable has no effect here: it counts only beside a type/),
  ]);
  expect(await found("{ anyOf: [{ type: string, nullable: true }, { type: integer }] }")).toEqual([]);
});

it("tells what was mended when the document was read", async () => {
  const found = await findings(
    schema("{ type: string, maxLenght: 3 }").replace(
      "paths: {}",
      "paths: { /a: { get: { parameters: [{ name: q, in: query, schema: { type: string, maxLenght: 3 } }], responses: {} } } }",
    ),
  );
  expect(found).toContainEqual(expect.stringMatching(/^unknown-keyword: "maxLenght"/));
});

const OFFICIAL = fileURLToPath(new URL("../../../shared/specs/official-images.openapi.yaml", import.meta.url));
describe.skipIf(!existsSync(OFFICIAL))(
  `the published document of Cloudflare Images${existsSync(OFFICIAL) ? "" : " (skipped: there is no ../shared/specs)"}`,
  () => {
    let problems: LintProblem[] = [];
    beforeAll(async () => {
      problems = lintDocument(await loadDocument(OFFICIAL));
    });

    /** The structural hazards that strict validation of this API meets. */
    it.each([
      ["a result id shorter than its own example", "invalid-example", /direct_upload_response_v2.*\/id\/example$/],
      ["a path parameter shorter than its own example", "invalid-example", /images_image_identifier\/example$/],
      ["readOnly on what clients send", "read-only-input", /images_account_identifier\/readOnly$/],
      ["a default that is no instant", "invalid-default", /expiry/],
      ["a failure that must be true and false", "unsatisfiable-schema", /v2~1direct_upload\/post\/responses\/4XX/],
      ["a length of a list", "keyword-without-effect", /minLength/],
      ["unique items of an object", "keyword-without-effect", /uniqueItems/],
      ["a continuation token longer than allowed", "invalid-example", /continuation_token/],
      ["a result that may be anything", "untyped-object", /response_v2\/allOf\/1\/properties\/result$/],
      ["a body of DELETE", "body-without-meaning", /delete/],
    ])("%s", (_what, rule, pointer) => {
      const found = problems.filter((problem) => problem.rule === rule).map((problem) => problem.pointer ?? "");
      expect(found).toContainEqual(expect.stringMatching(pointer));
    });
  },
);

it("docs/lint.md names every rule id that reading a document and generating from it can give", async () => {
  const generator = fileURLToPath(new URL("..", import.meta.url));
  const files = globSync("{*,document/**/*,emit/**/*}.ts", { cwd: generator }).filter((file) => !/test/.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(generator, file), "utf8")));
  const ids = new Set(texts.flatMap((text) => [...text.matchAll(/rule: "([a-z0-9-]+)"/g)].map(([, id]) => id)));
  const page = await readFile(fileURLToPath(new URL("../../docs/lint.md", import.meta.url)), "utf8");
  expect([...ids].filter((id) => !page.includes(`${"`"}${id}${"`"}`))).toEqual([]);
});
