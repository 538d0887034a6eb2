import fc from "fast-check";
import { expect, it } from "vitest";
import { renderText } from "../../spec/interchange/render.ts";
import { packedText } from "./packed-text.ts";

const render = (text: Parameters<typeof renderText>[0]) =>
  renderText(text, { now: 0, guard: 0, fresh: (length) => "#".repeat(length) });

it("says the same text", () => {
  const runs = fc.array(fc.tuple(fc.constantFrom("a", "é", "😀", "\n", "\u0301"), fc.nat(60)), { maxLength: 5 });
  fc.assert(
    fc.property(runs, (list) => {
      const text = list.map(([unit, times]) => unit.repeat(times)).join("");
      expect(render(packedText(text))).toBe(text);
      expect(JSON.stringify(packedText(text)).length).toBeLessThan(5 * 70 + 20);
    }),
    { seed: 1 },
  );
});

it("makes letters fresh where any may stand, and nowhere else", () => {
  const text = `x-${"a".repeat(40)}`;
  expect(packedText(text, () => true)).toEqual({ $text: ["x-", { fresh: 12 }, { repeat: "a", times: 28 }] });
  expect(packedText(text, (other) => /^x-[a-z]+$/.test(other))).toEqual({ $text: ["x-", { repeat: "a", times: 40 }] });
  expect(packedText("aaa", () => true)).toBe("aaa");
});
