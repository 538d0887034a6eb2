import { expect, it } from "vitest";
import { caseOrder } from "./case-order.ts";

const NAMES = ["a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2", "c3"];

it("spreads what it knows nothing about, and leaves nothing out", () => {
  expect(caseOrder().sorted("code", NAMES)).toEqual(["a1", "b1", "c1", "a2", "b2", "c2", "a3", "b3", "c3"]);
  expect(caseOrder().sorted("code", [])).toEqual([]);
});

it("puts cases first that have killed mutants of the same code, the last killer first", () => {
  const order = caseOrder();
  for (const name of ["b2", "c3", "b2", "gone"]) order.learn("code", name);
  expect(order.sorted("code", NAMES).slice(0, 3)).toEqual(["b2", "c3", "a1"]);
  expect(order.sorted("code", NAMES).toSorted()).toEqual(NAMES);
  expect(order.sorted("other code", NAMES)[0]).toBe("a1");
});
