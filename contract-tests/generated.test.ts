import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../spec/interchange/json.ts";
import { valueAt } from "../spec/interchange/pointer.ts";
import { addVocabulary } from "../spec/vocabulary/ajv-vocabulary.ts";
import { ajvKeyword } from "../spec/vocabulary/keyword.ts";
import { vocabulary } from "../spec/vocabulary/vocabulary.ts";
import { loadArtefacts } from "./artefacts.ts";

const folder = fileURLToPath(new URL("../generated/direct-upload/", import.meta.url));
const artefacts = await loadArtefacts(folder);
const schemaNames = (await readdir(join(folder, "schemas"))).map((file) => file.replace(/\.json$/, ""));
const NOW = Date.parse("2026-05-05T05:05:05Z");

describe("schemas/", () => {
  it.each(schemaNames)("%s compiles in Ajv's strict mode", (name) => {
    const ajv = addVocabulary(new Ajv2020({ strict: true, allowUnionTypes: true, passContext: true }));
    expect(() => ajv.compile(artefacts.schema(name) as never)).not.toThrow();
  });

  it("say what they are made from", () => {
    for (const name of schemaNames) {
      const { $comment } = artefacts.schema(name) as JsonObject;
      expect($comment).toMatch(
        /Do not edit.*spec\/direct-upload\.yaml \(sha256 \w{16}\).*npx contract-kit generate.*openapi\.json#\//,
      );
    }
  });
});

describe("validators.js", () => {
  /** Bodies of the first operation: right and wrong ones of every kind that the document knows. */
  const bodies: [what: string, body: Json][] = [
    ["nothing", {}],
    [
      "everything",
      { creator: "u", expiry: "2026-05-05T06:00:00Z", metadata: { a: [1, null] }, requireSignedURLs: true },
    ],
    ["an id", { id: "a/b", requireSignedURLs: false }],
    ["an id that may not be private", { id: "a/b", requireSignedURLs: true }],
    ["a UUID", { id: "2CDC28F0-017A-49C4-9ED7-87056C839010" }],
    ["a slash first", { id: "/a" }],
    ["a long id", { id: "😀".repeat(1025) }],
    ["an id at the limit", { id: "😀".repeat(1024) }],
    ["an expiry at the lower bound", { expiry: "2026-05-05T05:07:05Z" }],
    ["an expiry below it", { expiry: "2026-05-05T05:07:04.999Z" }],
    ["an expiry at the upper bound", { expiry: "2026-05-05T11:05:05Z" }],
    ["an expiry above it", { expiry: "2026-05-05T11:05:05.001Z" }],
    ["no date-time", { expiry: "tomorrow" }],
    ["big metadata", { metadata: { a: "é".repeat(600) } }],
    ["wrong types", { id: 1, creator: null, metadata: [], requireSignedURLs: "true" }],
    ["no object", []],
  ];
  // A judge of its own: Ajv interprets the schema, with the formats of ajv-formats.
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, passContext: true, allErrors: true });
  (ajvFormats as unknown as (target: Ajv2020) => void)(ajv);
  for (const keyword of vocabulary) ajv.addKeyword(ajvKeyword(keyword));
  const judge = ajv.compile(artefacts.schema("createDirectUpload.body") as never);
  const validate = artefacts.validator("createDirectUpload.body");

  it.each(bodies)("agrees with Ajv about %s", (_what, body) => {
    const verdict = validate(body, { now: NOW });
    expect(verdict.valid).toBe(judge.call({ now: NOW }, body));
    if (verdict.valid) return;
    const expected = (judge.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
    expect(verdict.violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`).sort()).toEqual(expected.sort());
  });

  it("tells where, which keyword, where that stands, and what is wrong", () => {
    expect(validate({ expiry: "2026-05-05T05:06:00Z" }, { now: NOW })).toEqual({
      valid: false,
      violations: [
        {
          pointer: "/expiry",
          keyword: "x-formatMinimum",
          schemaPointer: "/$defs/DirectUploadRequest/properties/expiry/x-formatMinimum",
          message: "must be at least now + 2 minutes",
        },
      ],
    });
  });

  it("points to places that its schema has, through references too", () => {
    const { violations } = artefacts.validator("createDirectUpload.400")({
      success: false,
      errors: [{ code: 1.5 }],
    }) as {
      violations: { schemaPointer: string }[];
    };
    expect(violations.map(({ schemaPointer }) => schemaPointer).sort()).toEqual([
      "/$defs/Message/properties/code/type",
      "/$defs/Message/required",
    ]);
  });

  it("reads the clock when it is called", () => {
    const body = { expiry: new Date(NOW + 3_600_000).toISOString() };
    expect(validate(body, { now: NOW }).valid).toBe(true);
    expect(validate(body, { now: new Date(NOW + 3_600_000) }).valid).toBe(false);
    expect(validate({ expiry: new Date(Date.now() + 3_600_000).toISOString() }).valid).toBe(true);
  });

  it("imports nothing and compiles nothing at run time", async () => {
    const text = await readFile(join(folder, "validators.js"), "utf8");
    expect(text).not.toMatch(/\bimport\b|\brequire\s*\(|\beval\b|new Function|process\.|Buffer/);
  });

  it("gives a bundler only what is asked for", async () => {
    const size = async (names: string) => {
      const contents = `export { ${names} } from "./validators.js";`;
      const { outputFiles } = await build({
        ...{ stdin: { contents, resolveDir: folder }, bundle: true, write: false, format: "esm", minify: true },
      });
      return outputFiles[0]?.text.length ?? 0;
    };
    const [one, other, both] = [
      await size("validateUploadImageBody"),
      await size("validateCreateDirectUploadBody"),
      await size("validateUploadImageBody, validateCreateDirectUploadBody"),
    ];
    expect(one).toBeLessThan(1_000);
    expect(other).toBeGreaterThan(2_000);
    expect(both).toBeLessThan(one + other);
  });
});

describe("cases/", () => {
  it("point to places that the document has", async () => {
    const files = await artefacts.caseFiles();
    const pointers = files.flatMap(({ cases, skipped }) => [...cases, ...skipped].map(({ tests }) => tests.pointer));
    const lost = [...new Set(pointers)].filter((each) => valueAt(artefacts.document, each) === undefined);
    expect(lost).toEqual([]);
  });
});

describe("the document's own examples", () => {
  const { document, contract } = artefacts;
  const examples = contract.operations.flatMap((operation) =>
    [...(operation.body?.content ?? []), ...operation.responses.flatMap(({ content }) => content)].flatMap(
      ({ schema, pointer }) => {
        const holder = valueAt(document, pointer);
        const example = isJsonObject(holder) ? holder["example"] : undefined;
        return schema === undefined || example === undefined ? [] : [{ schema, example }];
      },
    ),
  );
  it("are there", () => expect(examples.length).toBeGreaterThan(8));
  it.each(examples)("keep $schema", ({ schema, example }) => {
    expect(artefacts.validator(schema)(example)).toEqual({ valid: true, value: example });
  });
});
