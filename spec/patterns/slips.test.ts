import { describe, expect, it } from "vitest";
import { NASTY_PATTERNS } from "./nasty-patterns.ts";
import { lowestRanks, slipsOf } from "./slips.ts";

const wordsOf = (pattern: string) => slipsOf(pattern).flatMap(({ words }) => words());

describe("slips", () => {
  it("are whole texts with a character just outside of a class, behind what matches and before what would", () => {
    expect(wordsOf("^(0[1-9]|1[0-2])/[0-9]{2}$")).toEqual(
      expect.arrayContaining(["00/00", "0:/00", "13/00", "1//00", "01/0", "01/000", "01/0:", "0100", "01//00"]),
    );
  });

  it("have the ends of each class, and each alternative", () => {
    expect(wordsOf("^(?:cat|[b-d]x)$")).toEqual(expect.arrayContaining(["cat", "bx", "dx", "ax", "ex"]));
  });

  it("repeat a group once too often and once too few, with the rest as it should be", () => {
    expect(wordsOf("^(?:[0-9]{2}-){3}[a-f]$")).toEqual(expect.arrayContaining(["00-00-a", "00-00-00-00-a"]));
  });

  it("stand behind a repetition that may be nothing, too", () => {
    expect(wordsOf("^v(?:0|[1-9][0-9]*)$")).toEqual(expect.arrayContaining(["v0", "v00", "v1:"]));
  });

  it("have something in the place of an anchor", () => {
    expect(wordsOf("^a|b$")).toEqual(expect.arrayContaining(["xa", "bx"]));
  });

  it.each(NASTY_PATTERNS)("of %s are well-formed and bounded", (pattern) => {
    const words = wordsOf(pattern);
    expect(words.filter((word) => !word.isWellFormed() || word.length > 16_000)).toEqual([]);
    expect(words.length).toBeLessThanOrEqual(2_000);
  });

  it("of a pattern that is long everywhere are few", () => {
    expect(slipsOf(`^${"[a-z]{40}[0-9]".repeat(100)}$`).length).toBeLessThan(250);
    expect(slipsOf("^(?:[a-z]{100}){100}$")).toEqual([]);
    expect(slipsOf(`${"(".repeat(25)}a${")+".repeat(25)}`).flatMap(({ words }) => words()).length).toBeLessThan(500);
  });
});

it("the lowest ranks are taken first, and of the last of them evenly", () => {
  const list = [5, 0, 1, 1, 1, 1, 1, 0].map((rank, index) => ({ rank, index }));
  expect(lowestRanks(list, 5).map(({ index }) => index)).toEqual([1, 7, 2, 4, 6]);
});
