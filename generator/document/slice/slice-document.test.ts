import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { buildContract } from "../../contract.ts";
import { loadDocument } from "../load.ts";
import { DocumentError } from "../problem.ts";

const OK = '"200": { description: ok }';
const json = (ref: string) => `{ content: { application/json: { schema: { $ref: "${ref}" } } } }`;
const DOCUMENT = `openapi: 3.2.0
info: { title: t, version: "1" }
security: [{ everywhere: [] }]
tags: [{ name: pets }, { name: shops, parent: places }, { name: places }, { name: unused }]
paths:
  /pets:
    parameters: [{ $ref: "#/components/parameters/Trace" }]
    get: { operationId: pets/list, security: [{ pets: [] }], tags: [pets], responses: { "200": { $ref: "#/components/responses/Pets" } } }
    post: { operationId: pets/add, requestBody: ${json("#/components/schemas/Pet")}, responses: { ${OK} } }
    additionalOperations: { COPY: { operationId: pets/copy, responses: { ${OK} } } }
  /pets/{id}:
    get: { operationId: pets/get, responses: { ${OK} } }
  /shops/{shop_id}/open: { $ref: "#/components/pathItems/Shop" }
  /reports:
    get:
      operationId: reports
      security: []
      responses:
        "200": ${json("#/paths/~1pets/post/requestBody/content/application~1json/schema").replace("{ content", "{ description: ok, content")}
        "404": { $ref: "#/paths/~1hidden/get/responses/404" }
  /hidden:
    get:
      operationId: hidden
      responses:
        "404": { description: no, content: { application/json: { schema: { $ref: "#/components/schemas/Fault" } } } }
webhooks:
  ping: { post: { operationId: ping, responses: { ${OK} } } }
components:
  parameters:
    Trace: { name: trace, in: query, schema: { $ref: "#/components/schemas/Trace" } }
  responses:
    Pets:
      description: ok
      content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } }, examples: { one: { $ref: "#/components/examples/One" } } } }
      links: { add: { operationId: pets/add }, get: { operationRef: "#/paths/~1pets~1{id}/get" } }
  examples: { One: { value: [] }, Two: { value: [] } }
  pathItems:
    Shop:
      get: { operationId: shops/get, tags: [shops], responses: { ${OK} } }
      put: { operationId: shops/put, responses: { ${OK} } }
  securitySchemes:
    everywhere: { type: http, scheme: bearer }
    pets: { type: apiKey, name: key, in: header }
    other: { type: http, scheme: basic }
  schemas:
    Unused: { type: string }
    Trace: { type: string }
    Pet:
      discriminator: { propertyName: kind, mapping: { dog: Dog, cat: "#/components/schemas/Cat" } }
      example: { $ref: "#/components/schemas/Unused" }
    Dog: { type: object, properties: { friend: { $ref: "#/components/schemas/Dog" } } }
    Cat: { type: object }
    Fault: { type: object }
`;

let folder = "";
let file = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "slice-"));
  file = join(folder, "api.yaml");
  await writeFile(file, DOCUMENT);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const slice = async (...include: string[]) => (await loadDocument(file, { include })).document;
const idsOf = async (...include: string[]) =>
  buildContract(await loadDocument(file, { include })).contract.operations.map(({ id }) => id);
const namesOf = (document: JsonObject) =>
  Object.fromEntries(
    Object.entries(document["components"] ?? {}).map(([section, held]) => [section, Object.keys(held)]),
  );

describe("a pattern", () => {
  it.each<[pattern: string, ids: string[]]>([
    ["pets/list", ["petsList"]],
    ["petsList", ["petsList"]],
    ["pets/*", ["petsList", "petsAdd", "petsGet"]],
    ["*", ["petsList", "petsAdd", "petsGet", "shopsGet", "shopsPut", "reports", "hidden"]],
    ["/pets", ["petsList", "petsAdd"]],
    ["/pets/{id}", ["petsGet"]],
    ["/pets/**", ["petsList", "petsAdd", "petsGet"]],
    ["/*/*/open", ["shopsGet", "shopsPut"]],
    ["get /**", ["petsList", "petsGet", "shopsGet", "reports", "hidden"]],
    ["POST /pets", ["petsAdd"]],
    ["* /pets", ["petsList", "petsAdd"]],
  ])("%j means %j", async (pattern, ids) => {
    expect(await idsOf(pattern)).toEqual(ids);
  });

  it("means operations of other methods, too", async () => {
    const { paths } = await slice("COPY /pets");
    expect(Object.keys((paths as { "/pets": object })["/pets"])).toEqual(["parameters", "additionalOperations"]);
  });

  it("that matches nothing is refused with what may have been meant, and so is every other one", async () => {
    const refused = loadDocument(file, { include: ["pets/lst", "POST /pet", "/shops/*", "reports"] });
    const { problems } = (await refused.catch((error: unknown) => error)) as DocumentError;
    expect(await refused.catch((error: unknown) => error)).toBeInstanceOf(DocumentError);
    expect(problems.map(({ what, rule }) => [what, rule])).toEqual(
      ["pets/lst", "POST /pet", "/shops/*"].map((pattern) => [
        `--include "${pattern}" matches no operation`,
        "no-such-operation",
      ]),
    );
    expect(problems.map(({ hint }) => hint)).toEqual([
      expect.stringMatching(/^did you mean "pets\/list", /),
      expect.stringMatching(/^did you mean "POST \/pets", /),
      expect.stringMatching(/^did you mean "\/shops\/\{shop_id\}\/open", /),
    ]);
  });
});

describe("a slice", () => {
  it("has what its operations reach, and nothing else", async () => {
    const document = await slice("pets/list");
    expect(Object.keys(document)).toEqual(["openapi", "info", "tags", "paths", "components"]);
    expect(namesOf(document)).toEqual({
      parameters: ["Trace"],
      responses: ["Pets"],
      examples: ["One"],
      securitySchemes: ["pets"],
      schemas: ["Trace", "Pet", "Dog", "Cat"],
    });
    expect(document["tags"]).toEqual([{ name: "pets" }]);
  });

  it("keeps links between the operations that are kept", async () => {
    const linksOf = async (...include: string[]) => {
      const { components } = (await slice("pets/list", ...include)) as { components: { responses: { Pets: object } } };
      return "links" in components.responses.Pets ? Object.keys(components.responses.Pets.links as object) : undefined;
    };
    expect(await linksOf()).toBeUndefined();
    expect(await linksOf("pets/add")).toEqual(["add"]);
    expect(await linksOf("/pets/*")).toEqual(["get"]);
  });

  it("keeps the requirement of the whole document if an operation has none of its own, and tags above tags", async () => {
    const document = await slice("shops/get");
    expect(document["security"]).toEqual([{ everywhere: [] }]);
    expect(namesOf(document)).toEqual({ securitySchemes: ["everywhere"] });
    expect(document["tags"]).toEqual([{ name: "shops", parent: "places" }, { name: "places" }]);
    expect(Object.keys((document["paths"] as JsonObject)["/shops/{shop_id}/open"] as JsonObject)).toEqual(["get"]);
  });

  it("takes what is referred to out of operations that it leaves out", async () => {
    const document = await slice("reports");
    const schema = "paths.pets.post.requestBody.content.application.json.schema";
    const response = "paths.hidden.get.responses.404";
    expect(Object.keys(document["paths"] as object)).toEqual(["/reports"]);
    expect(namesOf(document)).toEqual({ responses: [response], schemas: ["Pet", "Dog", "Cat", "Fault", schema] });
    expect(document).toMatchObject({
      paths: {
        "/reports": {
          get: {
            responses: {
              200: { content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } } },
              404: { $ref: `#/components/responses/${response}` },
            },
          },
        },
      },
    });
    expect(namesOf(await slice("reports", "pets/add", "hidden"))["schemas"]).toEqual([
      "Trace",
      "Pet",
      "Dog",
      "Cat",
      "Fault",
    ]);
  });

  it("of a document in several files has what its operations reach in them", async () => {
    await mkdir(join(folder, "several"));
    const main = join(folder, "several/api.yaml");
    const ref = (name: string) =>
      `{ "200": { description: ok, content: { application/json: { schema: { $ref: "${name}" } } } } }`;
    await writeFile(
      main,
      `openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths:\n  /a: { get: { operationId: a, responses: ${ref("s.yaml#/A")} } }\n  /b: { get: { operationId: b, responses: ${ref("s.yaml#/A")} } }\n`,
    );
    await writeFile(join(folder, "several/s.yaml"), "A: { type: object, properties: { self: { $ref: '#/A' } } }\n");
    const { document, warnings } = await loadDocument(main, { include: ["b"] });
    expect(warnings).toEqual([]);
    expect(Object.keys(document["paths"] as object)).toEqual(["/b"]);
    const [part] = Object.values(
      buildContract(await loadDocument(main, { include: ["b"] })).contract.operations[0]?.responses[0]?.content[0] ??
        {},
    );
    expect(part).toBeDefined();
  });

  it("has a hash of its own for each list of patterns, and leaves the whole document as it is", async () => {
    const hashes = [[], ["pets/list"], ["/pets", "pets/list"], ["**"]].map((include) =>
      loadDocument(file, { include }),
    );
    expect(new Set((await Promise.all(hashes)).map(({ sha256 }) => sha256)).size).toBe(4);
    expect((await loadDocument(file)).sha256).toBe((await hashes[0])?.sha256);
  });
});
