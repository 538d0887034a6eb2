import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeName } from "./place.ts";
import { sourcePlaces } from "./source-places.ts";

const API = `openapi: 3.1.1
paths:
  /notes/{id}:
    $ref: "paths.yaml#/~1notes~1{id}"
  /other:
    post:
      parameters:
        - { name: a, in: query, schema: { type: string, enum: [x, y] } }
components:
  schemas:
    Title: { type: string, maxLength: 5 }
    Note: { $ref: "schemas/note.json" }
    Loop: { $ref: "#/components/schemas/Loop" }
    Long: { enum: [${Array.from({ length: 60 }, (_, index) => index).join(", ")}] }
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "places-"));
  await writeFile(join(folder, "api.yaml"), API);
  await writeFile(join(folder, "paths.yaml"), `"/notes/{id}":\n  get: &get\n    deprecated: true\n  put: *get\n`);
  await writeFile(join(folder, "broken.yaml"), "a: [1\nb: }");
});
afterAll(() => rm(folder, { recursive: true }));

const at = (pointer: string) => {
  const place = sourcePlaces(join(folder, "api.yaml"))(`openapi.json#${pointer}`);
  return place && [placeName(place).slice(folder.length + 1), place.text];
};

describe("sourcePlaces", () => {
  it("finds the line of a keyword, and what stands there", () => {
    expect(at("/components/schemas/Title/maxLength")).toEqual(["api.yaml:11:28", "maxLength: 5"]);
    expect(at("/paths/~1other/post/parameters/0")).toEqual([
      "api.yaml:8:11",
      '{"name":"a","in":"query","schema":{"type":"string","enum":["x","y"]}}',
    ]);
    expect(at("/openapi")).toEqual(["api.yaml:1:1", 'openapi: "3.1.1"']);
    expect(at("")?.[0]).toBe("api.yaml:1:1");
  });

  it("follows references into other files, and aliases", () => {
    expect(at("/paths/~1notes~1{id}/get/deprecated")).toEqual(["paths.yaml:3:5", "deprecated: true"]);
    expect(at("/paths/~1notes~1{id}/put/deprecated")).toEqual(["paths.yaml:3:5", "deprecated: true"]);
  });

  it("shortens what is long", () => {
    const [, text = ""] = at("/components/schemas/Long/enum") ?? [];
    expect(text).toMatch(/^enum: \[0,1,2,.*…$/);
    expect(text.length).toBeLessThan(120);
  });

  it("has no place for what cannot be found or read", () => {
    expect(at("/components/schemas/Gone/maxLength")).toBeUndefined();
    expect(at("/components/schemas/Loop/maxLength")).toBeUndefined();
    expect(at("/components/schemas/Note/maxLength")).toBeUndefined();
    expect(sourcePlaces(join(folder, "gone.yaml"))("openapi.json#/openapi")).toBeUndefined();
    expect(sourcePlaces(join(folder, "broken.yaml"))("openapi.json#/a")).toBeUndefined();
    expect(sourcePlaces(join(folder, "api.yaml"))('known-failing "x#/y"')).toBeUndefined();
  });

  it("finds places of other files under their own names", () => {
    const places = sourcePlaces(join(folder, "api.yaml"));
    expect(places(`${join(folder, "paths.yaml")}#/~1notes~1{id}/get`)).toMatchObject({ line: 2, column: 3 });
  });
});
