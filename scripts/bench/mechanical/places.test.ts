import { expect, it } from "vitest";
import { placesOf } from "./places.ts";

const SOURCE = `const LIMIT = constantOf("constant 0", 3);
const RULES = {
  isShort: (text: string) => text.length < LIMIT,
  ...{ isLong(text: string) { return text.length >= LIMIT; } },
};
export function outer(n: number): boolean {
  function inner(): boolean {
    const local = n > constantOf("constant 1", 1);
    return local;
  }
  return inner();
}
`;
const placeOf = placesOf("rules.ts", SOURCE);

/** The place of a piece of the source. */
function of(piece: string) {
  const at = (index: number) => {
    const lines = SOURCE.slice(0, index).split("\n");
    return { line: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
  };
  const start = SOURCE.indexOf(piece);
  return placeOf(at(start), at(start + piece.length));
}

it.each([
  ['constantOf("constant 0", 3)', "LIMIT", "3", 1],
  ["text.length < LIMIT", "RULES.isShort", "text.length < LIMIT", 3],
  ["text.length >= LIMIT", "RULES.isLong", "text.length >= LIMIT", 4],
  ['n > constantOf("constant 1", 1)', "outer.inner", "n > 1", 8],
  ["return inner()", "outer", "return inner()", 11],
])("names the declarations around %s", (piece, within, original, line) => {
  expect(of(piece)).toEqual({ file: "rules.ts", within, original, line });
});
