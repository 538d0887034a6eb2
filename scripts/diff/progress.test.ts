import { expect, test } from "vitest";
import { comparisonProgress } from "./progress.ts";

function told(isTTY: boolean, all: number): string {
  const pieces: unknown[] = [];
  const progress = comparisonProgress({ isTTY, write: (piece: unknown) => pieces.push(piece) > 0 });
  for (let done = 0; done < all; done++) progress.tell(done, all);
  progress.end();
  return pieces.join("");
}

test("a person at a terminal sees how far the comparison of a large document is; the line is gone at its end", () => {
  const lines = told(true, 120).split("\r");
  expect(lines).toContain("110 of 120 operations compared …\u001b[K");
  expect(lines).toHaveLength(14);
  expect(lines.at(-1)).toBe("\u001b[K");
});

test.each([
  { what: "a pipe", isTTY: false, all: 120 },
  { what: "a small document", isTTY: true, all: 49 },
])("$what hears nothing", ({ isTTY, all }) => {
  expect(told(isTTY, all)).toBe("");
});
