import { describe, expect, it } from "vitest";
import type { Json } from "../../../spec/interchange/json.ts";
import { matchingBeginning, SelectError, selectNodes } from "./select-nodes.ts";

const DOCUMENT: Json = {
  paths: { "/items": { get: { tags: ["a", "b"] }, "x-a/b~c": 1 }, "/it's": {} },
  text: `${"a".repeat(40)}!`,
};

describe("selectNodes", () => {
  const selected: [expression: string, places: string[]][] = [
    ["$", [""]],
    ["$.paths.*", ["/paths/~1items", "/paths/~1it's"]],
    ["$.paths['/items']['x-a/b~c']", ["/paths/~1items/x-a~1b~0c"]],
    ["$..tags[?@ == 'b']", ["/paths/~1items/get/tags/1"]],
    ["$.paths[?@.get].get", ["/paths/~1items/get"]],
    ["$['text','text']", ["/text"]],
    ["$.toString", []],
    ["$.paths.constructor", []],
  ];

  it.each(selected)("%s", (expression, places) => {
    expect(selectNodes(DOCUMENT, expression)).toEqual(places);
  });

  it.each(["paths", "$.", "$.text,", "$.[0]", "$..[?eval('1')]", "$[?(@.length > 1)]()"])(
    "takes %s for no expression",
    (expression) => {
      expect(() => selectNodes(DOCUMENT, expression)).toThrow(SelectError);
      expect(() => selectNodes(DOCUMENT, expression)).toThrow(/^is no JSONPath expression: /);
    },
  );

  it("reads patterns, and stops those that take too long", () => {
    expect(selectNodes(DOCUMENT, "$[?match(@, 'a+!')]")).toEqual(["/text"]);
    expect(() => selectNodes(DOCUMENT, "$[?match(@, '(a+)+')]", 200)).toThrow("takes longer than 0.2 seconds");
  });

  it("stops expressions that select too much", () => {
    const long = Array.from({ length: 400 }, () => Array.from({ length: 400 }, () => 1));
    expect(() => selectNodes(long, "$[*][*]")).toThrow("selects more than 100000 places");
  });

  it("says how much of an expression still selects something", () => {
    expect(matchingBeginning(DOCUMENT, "$.paths['/items'].post.tags")).toBe("$.paths['/items']");
    expect(matchingBeginning(DOCUMENT, "$.nothing.at.all")).toBe("$");
  });
});
