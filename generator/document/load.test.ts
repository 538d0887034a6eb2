import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildContract } from "../contract.ts";
import { loadDocument } from "./load.ts";
import { DocumentError, type Problem } from "./problem.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "load-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The problems that a document's text is refused with. */
async function problemsOf(text: string, name = "document.yaml"): Promise<readonly Problem[]> {
  const file = join(folder, name);
  await writeFile(file, text);
  return refusalOf(file);
}

async function refusalOf(file: string): Promise<readonly Problem[]> {
  try {
    buildContract(await loadDocument(file));
  } catch (error) {
    if (error instanceof DocumentError) return error.problems;
    throw error;
  }
  throw new Error(`${file} was not refused`);
}

/** A document with one operation whose JSON body has this schema, in YAML's flow style. */
const withSchema = (schema: string, version = "3.1.1") => `openapi: ${version}
info: { title: t, version: "1" }
paths:
  /things:
    post:
      requestBody: { content: { application/json: { schema: ${schema} } } }
      responses: { "200": { description: ok } }
`;
const SCHEMA = "/paths/~1things/post/requestBody/content/application~1json/schema";

describe("a document that cannot be used is refused with file, place, reason and hint", () => {
  const refused: [what: string, text: string, expected: Partial<Problem>][] = [
    ["broken YAML", "openapi: 3.1.1\ninfo: [", { rule: "invalid-yaml", line: 2 }],
    ["a list", "- 1\n", { rule: "not-openapi" }],
    ["no OpenAPI document", "name: x\n", { rule: "not-openapi", pointer: "" }],
    ["Swagger 2.0", 'swagger: "2.0"\n', { rule: "not-openapi", pointer: "/swagger", line: 1 }],
    ["a version as a number", "openapi: 3.1\n", { rule: "not-openapi", pointer: "/openapi" }],
    ["no info", "openapi: 3.1.1\npaths: {}\n", { rule: "invalid-document" }],
    [
      "an unresolved $ref",
      withSchema('{ $ref: "#/components/schemas/Missing" }'),
      { rule: "unresolved-ref", pointer: SCHEMA, line: 6 },
    ],
    [
      "a missing file behind a $ref",
      withSchema('{ $ref: "./missing.yaml" }'),
      { rule: "unresolved-ref", pointer: SCHEMA },
    ],
    ["a remote $ref", withSchema('{ $ref: "http://127.0.0.1:9/a.yaml" }'), { rule: "remote-ref", pointer: SCHEMA }],
    [
      "a pattern that does not compile",
      withSchema('{ type: string, pattern: "(?i)a" }'),
      { rule: "invalid-pattern", pointer: `${SCHEMA}/pattern` },
    ],
    [
      "an unknown keyword",
      withSchema("{ type: string, maxLenght: 3 }"),
      { rule: "unknown-keyword", pointer: `${SCHEMA}/maxLenght` },
    ],
    [
      "a bad argument of a keyword of the vocabulary",
      withSchema("{ type: string, format: date-time, x-formatMinimum: tomorrow }"),
      { rule: "invalid-keyword-argument", pointer: `${SCHEMA}/x-formatMinimum`, line: 6 },
    ],
    [
      "an argument of the wrong type",
      withSchema('{ type: object, x-maxBytes: "1024" }'),
      { rule: "invalid-keyword-argument", pointer: `${SCHEMA}/x-maxBytes` },
    ],
    [
      "a bound without its format",
      withSchema("{ type: string, x-formatMinimum: now }"),
      { rule: "invalid-keyword-argument", pointer: `${SCHEMA}/x-formatMinimum` },
    ],
    [
      "a misspelt keyword of the vocabulary",
      withSchema("{ type: string, format: date-time, x-formatMin: now }"),
      { rule: "unknown-keyword", pointer: `${SCHEMA}/x-formatMin` },
    ],
    [
      "a security scheme that is not declared",
      withSchema("{}").replace("requestBody", "security: [{ nosuch: [] }]\n      requestBody"),
      { rule: "unknown-security-scheme", pointer: "/paths/~1things/post/security" },
    ],
    [
      "a keyword with a value that means nothing",
      withSchema("{ type: string, maxLength: three }"),
      { rule: "invalid-schema" },
    ],
  ];
  it.each(refused)("%s", async (_what, text, expected) => {
    const [problem] = await problemsOf(text);
    expect(problem).toMatchObject(expected);
    expect(problem?.file).toContain("document.yaml");
    expect(problem?.hint).not.toBe("");
    expect(problem?.what).not.toMatch(/\n|at .*\.ts:/);
  });

  it("a missing file and a folder", async () => {
    expect((await refusalOf(join(folder, "nowhere.yaml")))[0]).toMatchObject({ rule: "unreadable" });
    expect((await refusalOf(folder))[0]).toMatchObject({ rule: "unreadable" });
  });

  it("tells every problem at once, each once", async () => {
    const problems = await problemsOf(withSchema("{ properties: { a: { pattern: '(' }, b: { x-maxBytes: -1 } } }"));
    expect(problems.map(({ rule }) => rule)).toEqual(["invalid-pattern", "invalid-keyword-argument"]);
  });
});

describe("a document that can be used", () => {
  it("is brought into one piece from several files", async () => {
    await mkdir(join(folder, "parts"), { recursive: true });
    await writeFile(join(folder, "parts", "thing.yaml"), "type: string\nmaxLength: 3\n");
    const file = join(folder, "several.yaml");
    await writeFile(file, withSchema('{ $ref: "./parts/thing.yaml" }'));
    const { contract } = buildContract(await loadDocument(file));
    expect(contract.operations[0]?.body?.content[0]?.schema?.schema).toEqual({ type: "string", maxLength: 3 });
  });

  it("has a hash that comments and layout do not change", async () => {
    const [a, b] = [join(folder, "a.yaml"), join(folder, "b.yaml")];
    await writeFile(a, withSchema("{ type: string }"));
    await writeFile(b, `# a comment\r\n${withSchema("{ type:   string }").replaceAll("\n", "\r\n")}`);
    const [first, second] = [await loadDocument(a), await loadDocument(b)];
    expect(first.sha256).toBe(second.sha256);
  });

  it("takes $ref as data where it is data", async () => {
    const file = join(folder, "data.yaml");
    await writeFile(file, withSchema('{ properties: { $ref: { type: string } }, example: { $ref: "#/nowhere" } }'));
    await expect(loadDocument(file)).resolves.toBeDefined();
  });

  it("warns of a format that nothing checks", async () => {
    const file = join(folder, "format.yaml");
    await writeFile(file, withSchema("{ type: string, format: made-up }"));
    const { warnings } = buildContract(await loadDocument(file));
    expect(warnings).toMatchObject([{ rule: "unknown-format", pointer: `${SCHEMA}/format` }]);
  });

  it("of OpenAPI 3.0 becomes JSON Schema 2020-12", async () => {
    const file = join(folder, "old.yaml");
    const schema =
      "{ type: integer, nullable: true, enum: [3, 4], minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }";
    await writeFile(file, withSchema(schema, "3.0.3"));
    const { contract } = buildContract(await loadDocument(file));
    expect(contract.operations[0]?.body?.content[0]?.schema?.schema).toEqual({
      type: ["integer", "null"],
      enum: [3, 4],
      exclusiveMinimum: 0,
      maximum: 9,
    });
  });
});
