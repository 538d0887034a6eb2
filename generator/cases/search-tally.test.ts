import { expect, it } from "vitest";
import { SearchTally } from "./search-tally.ts";
import { deriveBody } from "./testing/derive-body.ts";

it("counts by keyword, with each reason", () => {
  const tally = new SearchTally();
  tally.count({ keyword: "enum", pointer: "/a" }, "one reason");
  tally.count({ keyword: "enum", pointer: "/b" }, "another one");
  tally.count({ keyword: "enum", pointer: "/b" }, "another one");
  tally.count({ keyword: "text/plain", pointer: "/c" }, "one reason");
  expect(tally.skipped("op")).toEqual([
    {
      name: "op/searched/enum",
      tests: { keyword: "enum", pointer: "/a" },
      reason: "3 values of a search left out; 2 times: another one; once: one reason",
    },
    {
      name: "op/searched/text%2Fplain",
      tests: { keyword: "text/plain", pointer: "/c" },
      reason: "1 value of a search left out; one reason",
    },
  ]);
});

it("leaves nothing unsaid that the strangers of an enum came to", () => {
  const { skipped } = deriveBody({ type: "string", enum: ["a", "b"] });
  // A stranger of another type breaks the type as well.
  expect(skipped).toContainEqual(
    expect.objectContaining({ name: "op/searched/enum", reason: expect.stringMatching(/^\d+ values? of a search/) }),
  );
});
