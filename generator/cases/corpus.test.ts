import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildContract } from "../contract.ts";
import { loadDocument } from "../document/load.ts";
import { DocumentError } from "../document/problem.ts";
import { keywordCoverage } from "./coverage.ts";
import { deriveCases } from "./derive.ts";

/** Documents of strangers; not part of the repository. */
const CORPUS = join(import.meta.dirname, "../../../shared/corpus");

/** Every so many documents are looked at, and so many operations of each. */
const STRIDE = 9;
const OPERATIONS = 2;

/** The least share of keywords with a case on each side; what is meant by a side that a keyword cannot have is left out. */
const FLOORS: Record<string, { accepted?: number; rejected?: number }> = {
  type: { accepted: 0.5, rejected: 0.5 },
  required: { rejected: 0.6 },
  properties: { accepted: 0.6 },
  enum: { accepted: 0.6, rejected: 0.6 },
};

async function operationsOf(file: string) {
  try {
    const loaded = await loadDocument(join(CORPUS, file));
    const { operations } = buildContract(loaded).contract;
    return operations.slice(0, OPERATIONS).map((operation) => ({ operation, document: loaded.document }));
  } catch (error) {
    if (error instanceof DocumentError) return [];
    throw error;
  }
}

describe.skipIf(!existsSync(CORPUS))("the corpus (skipped without the folder ../shared)", () => {
  it("has valid requests, and cases on both sides of what its schemas say", async () => {
    const files = readdirSync(CORPUS)
      .sort()
      .filter((_, index) => index % STRIDE === 0);
    const found = (await Promise.all(files.map(operationsOf))).flat();
    const derived = found.map(({ operation, document }) => {
      const file = deriveCases(operation, document);
      return { file, occurrences: keywordCoverage(operation, file) };
    });
    const skipped = derived.flatMap(({ file }) => file.skipped);
    expect(skipped.filter(({ reason }) => reason.length < 12)).toEqual([]);
    const based = derived.filter(({ file }) => file.cases.length > 0);
    expect(derived.length).toBeGreaterThan(20);
    expect(based.length / derived.length).toBeGreaterThan(0.9);
    for (const [keyword, floors] of Object.entries(FLOORS)) {
      const own = derived.flatMap(({ occurrences }) => occurrences.filter((found) => found.keyword === keyword));
      expect([keyword, own.length > 5]).toEqual([keyword, true]);
      for (const side of ["accepted", "rejected"] as const) {
        const share = own.filter((occurrence) => occurrence[side]).length / own.length;
        expect.soft(share, `${keyword} ${side}`).toBeGreaterThanOrEqual(floors[side] ?? 0);
      }
    }
  }, 300_000);
});
