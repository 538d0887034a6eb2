import { describe, expect, it } from "vitest";
import type { RequestPatch } from "./case.ts";
import { accepted, either, rejectedData } from "./expectation.ts";

const PATH: RequestPatch = { op: "replace", path: "/path/id", value: "abc" };
const QUERY: RequestPatch = { op: "add", path: "/query/-", value: { name: "page", value: "0" } };
const of = (...statuses: string[]) => ({ responses: statuses.map((status) => ({ status })) });

describe("a fault of the path's data", () => {
  it("is refused with a documented 404 where the document names no status for bad data", () => {
    expect(rejectedData(of("200", "404"), [PATH])).toMatchObject({ outcome: "rejected", because: "data" });
    for (const more of [[], ["401"], ["409"], ["default"]]) {
      const { status } = rejectedData(of("200", "404", ...more), [PATH]);
      expect([more, status]).toEqual([more, expect.arrayContaining(["404", "400", "422"])]);
    }
    expect(rejectedData(of("200"), [PATH]).status).not.toContain("404");
  });

  it("is refused with the status for bad data where the document names one", () => {
    for (const named of ["400", "422", "4XX"]) {
      expect([named, rejectedData(of("200", "404", named), [PATH]).status]).toEqual([
        named,
        expect.not.arrayContaining(["404"]),
      ]);
    }
  });

  it("is no fault of the query or of a body", () => {
    for (const request of [[QUERY], [PATH, QUERY], [{ op: "remove", path: "/body" } as const], []]) {
      expect(rejectedData(of("200", "404"), request).status).not.toContain("404");
    }
  });
});

it("a request that a server may read is answered as a good or a bad one", () => {
  expect(accepted(of("200", "404"), [PATH]).status).toEqual(["200", "404"]);
  expect(either(of("200", "400"), [PATH]).status).toEqual(["200", "400"]);
  expect(either(of("200", "400", "415"), [], "media-type").status).toEqual(["200", "400", "415"]);
});
