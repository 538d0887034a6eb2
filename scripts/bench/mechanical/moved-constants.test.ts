import { expect, it } from "vitest";
import { withMovableConstants, withoutMovableConstants } from "./moved-constants.ts";

const SOURCE = `type Digit = 0 | 1;
const limits = { 7: 1_000, most: -2 };
export const isGood = (n: number) => n >= 1.5 && n < limits[7];
`;

it("wraps every number that is a value, and leaves lines, types and names alone", () => {
  const { source, constants } = withMovableConstants("a.ts", SOURCE, 5);
  expect(source).toBe(`type Digit = 0 | 1;
const limits = { 7: constantOf("constant 5", 1_000), most: -constantOf("constant 6", 2) };
export const isGood = (n: number) => n >= constantOf("constant 7", 1.5) && n < limits[constantOf("constant 8", 7)];
`);
  expect(constants.map(({ id, text }) => [id, text])).toEqual([
    ["constant 5", "1_000"],
    ["constant 6", "2"],
    ["constant 7", "1.5"],
    ["constant 8", "7"],
  ]);
});

it("says where the calls are in the changed source", () => {
  const { source, constants } = withMovableConstants("a.ts", SOURCE, 0);
  const lines = source.split("\n");
  for (const { id, text, start, end } of constants) {
    expect(end.line).toBe(start.line);
    expect(lines[start.line]?.slice(start.column, end.column)).toBe(`constantOf("${id}", ${text})`);
  }
});

it("is undone piece by piece", () => {
  expect(withoutMovableConstants(withMovableConstants("a.ts", SOURCE, 0).source)).toBe(SOURCE);
});
