import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { byId, CREATE, DELETE, DOCUMENT, GET, LOST, OPERATIONS, SHOW } from "../fixture/books-contract.ts";
import { operation } from "../fixture/library-contract.ts";
import { resourceLinks, wayTo } from "./resource-links.ts";

describe("wayTo", () => {
  const links = resourceLinks({ operations: OPERATIONS }, DOCUMENT);
  const names = (target: typeof GET, of = links) => wayTo(target, of)?.map(({ declared }) => declared.name);

  it("is the shortest", () => {
    expect(names(GET)).toEqual(["details"]);
    expect(names(SHOW)).toEqual(["cover", "show"]);
    expect(names(CREATE)).toEqual([]);
    expect(names(LOST)).toEqual([]);
  });

  it("never leads from what is there already to a deletion", () => {
    const list = operation("listBooks", "GET", "/books");
    const document: JsonObject = {
      paths: {
        "/books": { get: { responses: { "200": { links: { first: byId("deleteBook"), read: byId("getBook") } } } } },
      },
    };
    const ofList = resourceLinks({ operations: [list, GET, DELETE] }, document);
    expect(names(DELETE, ofList)).toBeUndefined();
    expect(names(GET, ofList)).toEqual(["read"]);
  });
});
