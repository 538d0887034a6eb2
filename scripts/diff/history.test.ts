import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import type { VersionStep } from "../../generator/diff/change.ts";
import { diffDocuments } from "../../generator/diff/diff-documents.ts";
import { sideOf } from "../../generator/diff/side.ts";
import { loadDocument } from "../../generator/document/load.ts";
import { generateSides, sendWitness } from "./testing/send-witness.ts";

/** States in which Cloudflare has published the operation, one after the other. */
const FOLDER = resolve(import.meta.dirname, "../../../shared/specs/history");

interface Step {
  from: string;
  to: string;
  step: VersionStep;
  told: string[];
  /** What has happened, and why that is the verdict. */
  because: string;
}

const STEPS: Step[] = [
  {
    from: "01",
    to: "02",
    step: "minor",
    told: ["non-breaking member-added"],
    because: "the request has an optional id",
  },
  {
    from: "02",
    to: "03",
    step: "patch",
    told: [],
    because: "null is the one value of `result` in failures, with `type: object` and `nullable` or without a type",
  },
  {
    from: "03",
    to: "04",
    step: "patch",
    told: [],
    because: "the branch of failures in the new oneOf cannot be kept: its `result` is null and an object or a text",
  },
  { from: "04", to: "05", step: "patch", told: [], because: "the oneOf is gone again" },
  { from: "05", to: "06", step: "major", told: ["breaking operation-removed"], because: "the operation is gone" },
  { from: "06", to: "07", step: "minor", told: ["non-breaking operation-added"], because: "it is back" },
  { from: "07", to: "08", step: "patch", told: [], because: "`4xx` and `4XX` are the same statuses" },
  {
    from: "08",
    to: "10",
    step: "major",
    told: ["breaking security-narrowed"],
    because: "a token alone is not enough any more",
  },
  {
    from: "10",
    to: "12",
    step: "minor",
    told: ["non-breaking security-widened"],
    because: "a token is enough again; `nullable` without a type had no effect",
  },
  {
    from: "12",
    to: "14",
    step: "minor",
    told: ["non-breaking member-added"],
    because: "id is not readOnly any more, so that requests may have it",
  },
];

const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];

test.skipIf(files.length === 0).each(STEPS)(
  "$from → $to is $step: $because",
  async ({ from, to, step, told }) => {
    const load = (state: string) =>
      loadDocument(join(FOLDER, files.find((name) => name.startsWith(`${state}_`)) ?? state));
    const sides = { base: sideOf("base", await load(from)), head: sideOf("head", await load(to)) };
    const diff = diffDocuments(sides);
    expect({ step: diff.step, told: diff.changes.map(({ kind, rule }) => `${kind} ${rule}`) }).toEqual({ step, told });
    const breaking = diff.changes.filter(({ kind }) => kind === "breaking");
    if (breaking.length === 0) return;
    const generated = await generateSides(sides);
    for (const change of breaking) {
      expect(await sendWitness(change, generated)).toEqual({ isTaken: true, isRefused: true });
    }
    await generated.remove();
  },
  60_000,
);

test("every state of the history is one end of a step", ({ skip }) => {
  skip(files.length === 0, "the published states are not beside the project (../shared/specs/history)");
  const known = new Set(STEPS.flatMap(({ from, to }) => [from, to]));
  expect(files.map((name) => name.slice(0, 2)).filter((state) => !known.has(state))).toEqual([]);
});
