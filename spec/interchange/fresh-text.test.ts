import { describe, expect, it } from "vitest";
import { FRESH_ALPHABETS, type FreshAlphabet } from "./fresh-alphabet.ts";
import { anyFresh, freshLooks, freshSource, freshTextsOf, MORE_LOOKS } from "./fresh-text.ts";

const alphabets = Object.keys(FRESH_ALPHABETS) as FreshAlphabet[];

describe("freshSource", () => {
  it("gives the same texts for the same seed, and others for another", () => {
    const lengths = [8, 12, 8, 40, 1, 1024];
    const texts = (seed: string) => {
      const fresh = freshSource(seed);
      return lengths.map((length) => fresh(length));
    };
    expect(texts("a")).toEqual(texts("a"));
    expect(texts("a").map((text) => text.length)).toEqual(lengths);
    for (const text of texts("a")) expect(text).toMatch(/^[0-9a-z]+$/);
    expect(texts("a").filter((text, index) => text === texts("b")[index])).toEqual([]);
  });

  it("gives each text once: a million of eight characters, and all that there are of three", () => {
    const fresh = freshSource("once");
    expect(new Set(Array.from({ length: 1_000_000 }, () => fresh(8))).size).toBe(1_000_000);
    expect(new Set(Array.from({ length: 36 ** 3 }, () => fresh(3))).size).toBe(36 ** 3);
    expect(() => fresh(3)).toThrow("all texts of 3 characters are given; ask for longer ones");
    expect(fresh(4)).toHaveLength(4);
  });

  it("is unlikely to meet the texts of another run", () => {
    const runs = ["1", "2", "3", "4"].map(freshSource);
    const texts = runs.flatMap((fresh) => Array.from({ length: 10_000 }, () => fresh(8)));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses the length %d", (length) => {
    expect(() => freshSource("a")(length)).toThrow("a length is an integer from 1 on");
  });

  it.each(alphabets)("gives all texts of three characters of %s, each once", (of) => {
    const characters = FRESH_ALPHABETS[of];
    const fresh = freshSource("all");
    const texts = Array.from({ length: characters.length ** 3 }, () => fresh(3, of));
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.every((text) => [...text].every((character) => characters.includes(character)))).toBe(true);
    expect(() => fresh(3, of)).toThrow("all texts of 3 characters are given");
  });

  it("gives the texts that have those numbers", () => {
    const fresh = freshSource("numbers");
    const textAt = freshTextsOf("numbers");
    for (const index of [0, 1, 2]) expect(fresh(9, "lower")).toBe(textAt(index, 9, "lower"));
    expect(fresh(9)).toBe(textAt(0, 9));
  });
});

describe("freshLooks", () => {
  it.each(alphabets)("has each character of %s alone and in each place", (of) => {
    const texts = freshLooks(of).map((look) => look(8, of));
    for (const character of FRESH_ALPHABETS[of]) {
      expect(texts).toContain(character.repeat(8));
      const places = texts.filter((text) => new Set(text).size > 1).map((text) => [...text].indexOf(character));
      expect(new Set(places.filter((place) => place >= 0))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
    }
    expect(new Set(MORE_LOOKS.map((look) => look(7, of)).join(""))).toEqual(new Set(FRESH_ALPHABETS[of]));
  });
});

it("has a text that stands for any, of the alphabet that is asked for", () => {
  expect(anyFresh(3)).toBe("fff");
  for (const [of, characters] of Object.entries(FRESH_ALPHABETS) as [FreshAlphabet, string][]) {
    expect([...anyFresh(4, of)].every((character) => characters.includes(character))).toBe(true);
    expect(anyFresh(4, of)).toHaveLength(4);
  }
});
