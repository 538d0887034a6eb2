import { describe, expect, it } from "vitest";
import { DIRECT_UPLOAD_REVIEW } from "./direct-upload.ts";
import { mutantKeyText } from "./mutant-key.ts";
import { ORDERS_REVIEW } from "./orders.ts";
import { breaksOf, entriesWithoutMutant, isNamed, reasonUnseen } from "./review.ts";

const KEY = { file: "a/b.ts", within: "RULES.isGood", original: "x >\n  1", replacement: "false" };

describe("mutantKeyText", () => {
  it("does not depend on line breaks, and counts from the second on", () => {
    expect(mutantKeyText(KEY)).toBe("a/b.ts RULES.isGood: x > 1 → false");
    expect(mutantKeyText({ ...KEY, nth: 2 })).toBe("a/b.ts RULES.isGood: x > 1 → false (2)");
  });
});

describe("breaksOf", () => {
  it("takes what is said of the member, else of the whole, else of the file", () => {
    const breaks = { "a/b.ts RULES.isGood": ["one"], "a/b.ts RULES": ["two"], "a/b.ts": ["three"] };
    const of = (within: string, file = KEY.file) => breaksOf({ unseen: {}, breaks }, { ...KEY, file, within });
    expect([of("RULES.isGood"), of("RULES.isBad"), of("f"), of("f", "c.ts")]).toEqual([
      ...[["one"], ["two"], ["three"], []],
    ]);
  });
});

describe("isNamed", () => {
  const failure = { name: "op/body/price/maximum/one step outside", keyword: "maximum", checks: ["no-server-error"] };

  it.each(["maximum", "no-server-error", "price", "body/price", "op"])("knows %s", (broken) => {
    expect(isNamed([broken], failure)).toBe(true);
  });

  it.each(["minimum", "one step", "pri", "price/one"])("does not take %s for named", (broken) => {
    expect(isNamed([broken], failure)).toBe(false);
  });
});

describe("what nobody sees", () => {
  const review = { unseen: { "sample data": [mutantKeyText(KEY)] }, breaks: {} };

  it("is known by its key", () => {
    expect(reasonUnseen(review, KEY)).toBe("sample data");
    expect(reasonUnseen(review, { ...KEY, nth: 2 })).toBeUndefined();
  });

  it("is missed when the code is no more", () => {
    expect(entriesWithoutMutant(review, [KEY])).toEqual([]);
    expect(entriesWithoutMutant(review, [{ ...KEY, replacement: "true" }])).toEqual([mutantKeyText(KEY)]);
  });

  it.each(Object.entries({ DIRECT_UPLOAD_REVIEW, ORDERS_REVIEW }))(
    "is said once of each mutant: %s",
    (_, { unseen }) => {
      const entries = Object.values(unseen).flat();
      expect(entries.filter((entry, index) => entries.indexOf(entry) !== index)).toEqual([]);
    },
  );
});
