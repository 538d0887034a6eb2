import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import type { DerivedCases } from "../derive.ts";
import { bodies, deriveBody } from "../testing/derive-body.ts";

const array = (rest: JsonObject) => deriveBody({ type: "array", ...rest });
/** The faults in last items: what they break, and what is sent. */
const lastOf = (derived: DerivedCases) =>
  bodies(derived)
    .filter(
      ({
        found: {
          name,
          expect: { outcome },
        },
      }) => name.includes(" as the last of ") && outcome === "rejected",
    )
    .map(({ found, value }) => [found.tests.keyword, value]);

describe("items", () => {
  it("has a fault in the last of several, one of the same type first", () => {
    const faults = lastOf(array({ items: { type: "integer", minimum: 1 } }));
    expect(faults).toEqual([
      ["minimum", [expect.any(Number), expect.any(Number), 0]],
      ["type", [expect.any(Number), expect.any(Number), ""]],
    ]);
  });

  it("has it behind the items that are described one by one", () => {
    const mixed = array({ prefixItems: [{ const: "a" }, { const: "b" }], items: { type: "boolean" } });
    expect(lastOf(mixed)[0]).toEqual(["type", ["a", "b", expect.any(Boolean), expect.any(Boolean), ""]]);
  });

  it("has none where every value is sound", () => {
    expect(lastOf(array({ items: {} }))).toEqual([]);
  });

  it("leaves the number of items to the bounds that send the same", () => {
    const bounded = array({ items: { type: "boolean" }, minItems: 1 });
    const single = bodies(bounded).filter(({ value }) => Array.isArray(value) && value.length === 1);
    const names = single.map(({ found }) => found.name).filter((name) => name.startsWith("op/body/"));
    expect(names).toContain("op/body/minItems/1 items");
    expect(names.filter((name) => /^op\/body\/(?:items|type)\//.test(name))).toEqual([]);
  });
});
