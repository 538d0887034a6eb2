import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { checkStructure } from "./structure.ts";

const info = { title: "t", version: "1" };
const found = async (document: JsonObject) =>
  (await checkStructure(document, (pointer, problem) => ({ file: "api.yaml", pointer, ...problem }))).map(
    ({ pointer, what }) => [pointer, what],
  );

const twice = (openapi: string, response: JsonObject, components: JsonObject): JsonObject => ({
  openapi,
  info,
  paths: { "/a": { get: { responses: { 200: response } } }, "/b": { get: { responses: { 200: response } } } },
  components,
});

describe("the structure of a document", () => {
  it.each(["3.0.3", "3.1.0"])("%s is told of a component once, where it stands", async (openapi) => {
    const bad = { description: "ok", contents: {} };
    const document = twice(openapi, { $ref: "#/components/responses/Bad" }, { responses: { Bad: bad } });
    expect(await found(document)).toContainEqual([
      "/components/responses/Bad",
      'has a member that OpenAPI does not know here: "contents"',
    ]);
    expect((await found(document)).filter(([pointer]) => pointer?.startsWith("/paths"))).toEqual([]);
    expect(bad).toEqual({ description: "ok", contents: {} });
  });

  it.each(["3.0.3", "3.1.0"])("%s knows when a reference leads to a component of another kind", async (openapi) => {
    const response = { description: "ok", headers: { "X-Id": { $ref: "#/components/parameters/Id" } } };
    const Id = { name: "X-Id", in: "header", schema: { type: "string" } };
    const document = twice(openapi, response, { parameters: { Id } });
    const places = (await found(document)).map(([pointer]) => pointer);
    expect(places).toContain("/paths/~1a/get/responses/200/headers/X-Id");
    expect(response.headers["X-Id"]).toEqual({ $ref: "#/components/parameters/Id" });
  });

  it("has references that lead in circles between kinds", async () => {
    const loop = { content: { "a/b": { encoding: { c: { headers: { D: { $ref: "#/components/parameters/P" } } } } } } };
    const document = twice("3.1.0", { description: "ok", ...loop }, { parameters: { P: { name: "P", ...loop } } });
    expect((await found(document)).length).toBeGreaterThan(0);
  });

  it("lets Path Items refer to others", async () => {
    const item = { get: { responses: { 200: { description: "ok" } } } };
    const paths = { "/a": { $ref: "#/components/pathItems/A" } };
    expect(await found({ openapi: "3.1.0", info, paths, components: { pathItems: { A: item } } })).toEqual([]);
    const bad = { get: { responses: {}, more: 1 } };
    const told = await found({ openapi: "3.1.0", info, paths, components: { pathItems: { A: bad } } });
    expect(told).toContainEqual(["/components/pathItems/A/get", expect.stringContaining('"more"')]);
  });
});
