import { describe, expect, it } from "vitest";
import { type Cell, exitCodeOf, tableOf } from "./table.ts";

const cell = (verdict: Cell["verdict"], notes = ""): Cell => ({
  tool: "Node",
  version: "1.2.3",
  subject: "runs",
  verdict,
  notes,
});

describe("the table of the matrix", () => {
  it("says of each tool what was tried, and why it was not", () => {
    expect(tableOf([{ ...cell("passed"), subject: "types" }, cell("absent", "no\nbinary | here")]).split("\n")).toEqual(
      [
        "| tool | version | types | runs | notes |",
        "| --- | --- | --- | --- | --- |",
        "| Node | 1.2.3 | passed |  |  |",
        "| Node | 1.2.3 |  | absent | no binary \\| here |",
      ],
    );
  });

  it("fails with any cell, and when there was nothing to try", () => {
    expect(exitCodeOf([cell("passed"), cell("absent")])).toBe(0);
    expect(exitCodeOf([cell("passed"), cell("failed")])).toBe(1);
    expect(exitCodeOf([cell("absent")])).toBe(1);
    expect(exitCodeOf([])).toBe(1);
  });
});
