import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadDocument } from "../document/load.ts";
import { DocumentError } from "../document/problem.ts";
import { diffDocuments } from "./diff-documents.ts";
import { type Sides, sideOf } from "./side.ts";
import { rewritten } from "./testing/rewritten.ts";

/** Documents of strangers; not part of the repository. */
const CORPUS = join(import.meta.dirname, "../../../shared/corpus");

/** Every so many documents are compared. */
const STRIDE = 9;

const files = (existsSync(CORPUS) ? readdirSync(CORPUS) : []).sort().filter((_, index) => index % STRIDE === 0);

async function sidesOf(file: string): Promise<Sides | undefined> {
  try {
    const loaded = await loadDocument(join(CORPUS, file));
    return {
      base: sideOf("base", loaded),
      head: sideOf("head", { ...loaded, document: rewritten(loaded.document) }),
    };
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

test("a document in another order and with another title is no change", async ({ skip }) => {
  skip(files.length === 0, "the corpus is not beside the project (../shared/corpus)");
  let compared = 0;
  for (const file of files) {
    const sides = await sidesOf(file);
    if (!sides) continue;
    compared++;
    expect(diffDocuments(sides), file).toEqual({ step: "patch", changes: [] });
    expect(diffDocuments({ base: sides.base, head: { ...sides.base, document: "head" } }), file).toEqual({
      step: "none",
      changes: [],
    });
  }
  expect(compared / files.length).toBeGreaterThan(0.8);
}, 120_000);
