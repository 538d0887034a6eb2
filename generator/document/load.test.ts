import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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
    [
      "an unresolved $ref",
      withSchema('{ $ref: "#/components/schemas/Missing" }'),
      { rule: "unresolved-ref", pointer: SCHEMA, line: 6 },
    ],
    ...["#/constructor", "#/__proto__", "#/paths/toString", "#/components/schemas/__proto__"].map(
      (ref): [string, string, Partial<Problem>] => [
        `a $ref to what every object inherits: ${ref}`,
        withSchema(`{ $ref: "${ref}" }`),
        { rule: "unresolved-ref", pointer: SCHEMA, line: 6 },
      ],
    ),
    [
      "a missing file behind a $ref",
      withSchema('{ $ref: "./missing.yaml" }'),
      { rule: "unresolved-ref", pointer: SCHEMA },
    ],
    [
      "a $ref out of the document's folder",
      withSchema('{ $ref: "../outside.yaml" }'),
      { rule: "outside-ref", pointer: SCHEMA },
    ],
    ["a remote $ref", withSchema('{ $ref: "http://127.0.0.1:9/a.yaml" }'), { rule: "remote-ref", pointer: SCHEMA }],
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
    const problems = await problemsOf(withSchema("{ properties: { a: { x-formatMin: now }, b: { x-maxBytes: -1 } } }"));
    expect(problems.map(({ rule }) => rule)).toEqual(["unknown-keyword", "invalid-keyword-argument"]);
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

  it("refers to schemas by name", async () => {
    const file = join(folder, "anchors.yaml");
    const properties = `{ a: { $ref: "#word" }, b: { $ref: "https://example.com/n#/$defs/n" }, c: { $dynamicRef: "#word" } }`;
    const components = `components:
  schemas:
    Word: { $anchor: word, type: string, maxLength: 3 }
    Numbers: { $id: "https://example.com/n", $defs: { n: { type: integer }, w: { $ref: "#word" } } }
`;
    await writeFile(file, withSchema(`{ properties: ${properties} }`) + components);
    const { contract } = buildContract(await loadDocument(file));
    expect(buildContract(await loadDocument(file)).warnings).toEqual([]);
    const word = { $ref: "#/$defs/Word" };
    expect(contract.operations[0]?.body?.content[0]?.schema?.schema).toMatchObject({
      properties: { a: word, b: { $ref: expect.stringMatching(/Numbers/) }, c: word },
      $defs: { Word: { type: "string", maxLength: 3 } },
    });
  });

  it("may lead to allowed folders and hosts", async () => {
    const server = createServer((_request, response) => response.end('{"type":"integer"}'));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    await mkdir(join(folder, "inner"), { recursive: true });
    await writeFile(join(folder, "shared.yaml"), "type: boolean\n");
    const file = join(folder, "inner", "remote.yaml");
    const schema = `{ properties: { a: { $ref: "http://${host}/x.json" }, b: { $ref: "../shared.yaml" } } }`;
    await writeFile(file, withSchema(schema));
    try {
      const { document } = await loadDocument(file, { allowRemote: [host], referenceRoot: folder });
      expect(JSON.stringify(document)).toContain('{"type":"integer"}');
      expect(JSON.stringify(document)).toContain('{"type":"boolean"}');
      await expect(loadDocument(file, { allowRemote: [host] })).rejects.toMatchObject({
        problems: [{ rule: "outside-ref" }],
      });
      await expect(loadDocument(file, { referenceRoot: folder })).rejects.toMatchObject({
        problems: [{ rule: "remote-ref", hint: expect.stringContaining(`--allow-remote ${host}`) }],
      });
    } finally {
      server.close();
    }
  });

  it("may not lead on through another file to where it may not go", async () => {
    await mkdir(join(folder, "inner"), { recursive: true });
    await writeFile(join(folder, "secret.yaml"), "type: string\n");
    await writeFile(join(folder, "inner", "way.yaml"), '$ref: "../secret.yaml"\n');
    const file = join(folder, "inner", "leads-on.yaml");
    await writeFile(file, withSchema('{ $ref: "./way.yaml" }'));
    const [problem] = await refusalOf(file);
    expect(problem).toMatchObject({ rule: "outside-ref", what: expect.stringContaining("secret.yaml") });
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

  it("demands what is read only of responses, and what is write only of requests", async () => {
    const file = join(folder, "one-way.yaml");
    const thing = `{ type: object, required: [id, secret], properties: { id: { readOnly: true }, secret: { $ref: "#/components/schemas/Secret" } } }`;
    const components = `components: { schemas: { Secret: { type: string, writeOnly: true }, Thing: ${thing} } }\n`;
    const schema = `{ allOf: [{ $ref: "#/components/schemas/Thing" }, { required: [id, secret, name] }] }`;
    const response = `content: { application/json: { schema: ${schema} } }`;
    await writeFile(file, withSchema(schema).replace("description: ok", `description: ok, ${response}`) + components);
    const [operation] = buildContract(await loadDocument(file)).contract.operations;
    const sent = operation?.body?.content[0]?.schema?.schema;
    const answered = operation?.responses[0]?.content[0]?.schema?.schema;
    expect(sent).toMatchObject({
      allOf: [{}, { required: ["secret", "name"] }],
      $defs: { Thing: { required: ["secret"] } },
    });
    expect(answered).toMatchObject({
      allOf: [{}, { required: ["id", "name"] }],
      $defs: { Thing: { required: ["id"] } },
    });
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
