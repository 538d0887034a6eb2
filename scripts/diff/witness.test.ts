import { expect, test } from "vitest";
import { BREAKING_ANSWERS } from "../../generator/diff/testing/breaking-answers.ts";
import { BREAKING_OPERATIONS } from "../../generator/diff/testing/breaking-operations.ts";
import { BREAKING_REQUESTS } from "../../generator/diff/testing/breaking-requests.ts";
import { diffOf } from "../../generator/diff/testing/diff-of.ts";
import { generateSides, sendWitness } from "./testing/send-witness.ts";

test.each([...BREAKING_OPERATIONS, ...BREAKING_REQUESTS, ...BREAKING_ANSWERS])(
  "the witnesses of $what are taken by one side and refused by the other",
  async ({ base, head }) => {
    const { changes, sides } = diffOf(base, head);
    const breaking = changes.filter(({ kind }) => kind === "breaking");
    expect(breaking).not.toEqual([]);
    const generated = await generateSides(sides);
    try {
      for (const change of breaking) {
        expect(await sendWitness(change, generated), change.what).toEqual({ isTaken: true, isRefused: true });
      }
    } finally {
      await generated.remove();
    }
  },
);
