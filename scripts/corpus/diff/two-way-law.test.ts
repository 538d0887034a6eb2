import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { loadDocument } from "../../../generator/document/load.ts";
import { DocumentError } from "../../../generator/document/problem.ts";
import { KINDS, type Kind, mechanicalChange } from "./mechanical-change.ts";
import { twoWayLaw } from "./two-way-law.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

/** Documents of strangers; not part of the repository. */
const CORPUS = join(ROOT, "../shared/corpus");

/** Every so many documents are changed, by one kind of change each; `npm run corpus:diff` takes all, by all kinds. */
const STRIDE = 7;

const strangers = (existsSync(CORPUS) ? readdirSync(CORPUS) : []).sort().filter((_, index) => index % STRIDE === 0);

test.each(KINDS)("our own document, and one thing in it changed: %s", async (kind) => {
  const loaded = await loadDocument(join(ROOT, "spec/direct-upload.yaml"));
  const change = mechanicalChange(loaded.document, kind, "own");
  if (!change) throw new Error(`nothing to change: ${kind}`);
  const { there, back, faults } = await twoWayLaw(loaded, change);
  expect(faults, change.what).toEqual([]);
  const told: Record<Kind, RegExp> = {
    tighter: /breaking/,
    wider: /breaking/,
    "fewer values": /breaking/,
    required: /breaking/,
    removed: /^breaking compatible$/,
    described: /^no change no change$/,
  };
  expect(`${there} ${back}`, change.what).toMatch(told[kind]);
});

test("documents of strangers, and one thing in each changed", async ({ skip }) => {
  skip(strangers.length === 0, "the corpus is not beside the project (../shared/corpus)");
  let judged = 0;
  for (const [index, file] of strangers.entries()) {
    const kind = KINDS[index % KINDS.length] ?? "tighter";
    try {
      const loaded = await loadDocument(join(CORPUS, file));
      const change = mechanicalChange(loaded.document, kind, file);
      if (!change) continue;
      expect((await twoWayLaw(loaded, change)).faults, `${file}, ${kind}: ${change.what}`).toEqual([]);
      judged++;
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
    }
  }
  expect(judged).toBeGreaterThan(strangers.length / 3);
}, 120_000);
