import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../spec/interchange/json.ts";
import { validatorName } from "../spec/interchange/names.ts";
import { createNamer, mediaTypeSlug, operationName } from "./names.ts";
import { prepareProject } from "./testing/emit-project.ts";
import { judgeDocument } from "./testing/judge-document.ts";
import { NASTY_NAMES } from "./testing/nasty-names.ts";
import { createTypeCheck } from "./testing/type-errors.ts";

const nameOf = (operationId: unknown) => operationName(operationId, "get", "/things/{id}");
const anyName = fc.oneof(
  fc.constantFrom(...NASTY_NAMES),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 400 }),
);
/** What UTF-8 cannot write is no name of a document: Ajv compiles no schema with one, which is told. */
const anyNames = fc.uniqueArray(
  anyName.filter((name) => name.isWellFormed()),
  { minLength: 10, maxLength: 30 },
);
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\.|$)/i;

/** What a file system that ignores letter case and composition takes a name for. */
const onDisk = (name: string) => name.normalize("NFD").toUpperCase().toLowerCase();

describe("the name of an operation", () => {
  it("is its operationId where that can be one", () => {
    expect(["getThing", "$a", "naïve", "new", "toString"].map(nameOf)).toEqual([
      "getThing",
      "$a",
      "naïve",
      "new",
      "toString",
    ]);
    expect([undefined, "", 3].map(nameOf)).toEqual(["getThingsId", "getThingsId", "getThingsId"]);
  });

  it("makes no promise of the client, and no device of a file", () => {
    expect(["then", "con", "LPT1", "console"].map(nameOf)).toEqual(["then_", "con_", "LPT1_", "console"]);
  });

  it("is an identifier that leaves room in a file's name, always the same one", () => {
    fc.assert(
      fc.property(anyName, (wish) => {
        const name = nameOf(wish);
        expect(name).toBe(nameOf(wish));
        expect(name).toMatch(/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u);
        expect(name.normalize("NFC")).toBe(name);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(101);
        expect(name).not.toMatch(DEVICE);
      }),
    );
  });

  it("stays distinct where names are given one after the other", () => {
    fc.assert(
      fc.property(anyNames, (wishes) => {
        const unique = createNamer();
        const names = wishes.map((wish) => unique(nameOf(wish)));
        expect(new Set(names.map(onDisk)).size).toBe(names.length);
        expect(new Set(names.map((name) => validatorName(`${name}.body`))).size).toBe(names.length);
      }),
    );
  });

  it("of different long ids differs in its end", () => {
    const [one, other] = [nameOf("x".repeat(300)), nameOf(`${"x".repeat(300)}y`)];
    expect(one).not.toBe(other);
    expect(one.slice(0, 90)).toBe(other.slice(0, 90));
  });
});

it("a media type is a short part of a file's name", () => {
  expect(mediaTypeSlug("multipart/form-data")).toBe("multipart-form-data");
  expect(Buffer.byteLength(mediaTypeSlug(`application/${"x".repeat(500)}`))).toBeLessThanOrEqual(100);
});

describe("a document with any names", () => {
  let project = "";
  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), "names-"));
    await prepareProject(project);
  });
  afterAll(() => rm(project, { recursive: true, force: true }));

  const typeErrors = createTypeCheck();
  const check = async (names: readonly string[]) => {
    const file = join(project, "document.json");
    await writeFile(file, JSON.stringify(documentWith(names)));
    expect(await judgeDocument(file, project, typeErrors)).toEqual({ outcome: "generated" });
  };

  it("gives code that compiles, and files of their own", { timeout: 600_000 }, async () => {
    await check(NASTY_NAMES);
    await fc.assert(fc.asyncProperty(anyNames, check), { numRuns: 1, seed: 7 });
  });
});

/** Operations, schemas, members, parameters, media types and security schemes with these names. */
function documentWith(names: readonly string[]): Json {
  const entries = <Value>(make: (name: string, index: number) => Value) =>
    Object.fromEntries(names.map((name, index) => [name, make(name, index)]));
  const ref = (name: string) => ({
    $ref: `#/components/schemas/${encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))}`,
  });
  const body = {
    content: { "application/json": { schema: { type: "object", properties: entries(() => ({ type: "string" })) } } },
  };
  const paths = names.map((name, index) => [
    `/things/${index}`,
    {
      post: {
        operationId: name,
        summary: name,
        description: name,
        parameters: [
          { name, in: "query", schema: { type: "string", enum: [name, "b"], description: name } },
          { name: "other", in: "query", schema: ref(name) },
        ],
        requestBody: body,
        security: [{ [name]: [] }],
        responses: {
          "200": {
            description: name,
            content: { "application/a+b": body.content["application/json"], "application/a-b": {}, ...body.content },
          },
        },
      },
    },
  ]);
  return {
    openapi: "3.1.1",
    info: { title: "names", version: "1" },
    paths: Object.fromEntries(paths),
    components: {
      schemas: entries((name) => ({ type: "string", title: name, const: name })),
      securitySchemes: entries((name) => ({ type: "apiKey", in: "header", name: "X-Key", description: name })),
    },
  } as unknown as Json;
}
