/*
 * `npm run bench:derivation -- FOLDER|FILE…`: derives the cases of every document and prints how many operations
 * have a valid request, and for how many keywords there are cases on both sides.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { keywordCoverage } from "../../generator/cases/coverage.ts";
import { deriveCases } from "../../generator/cases/derive.ts";
import { buildContract } from "../../generator/contract.ts";
import { loadDocument } from "../../generator/document/load.ts";

interface Row {
  occurrences: number;
  accepted: number;
  rejected: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { operations: { type: "string", default: "100000" }, verbose: { type: "boolean", default: false } },
});
const limit = Number(values.operations);
const files = positionals.flatMap((path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .map((name) => join(path, name))
    : [path],
);
const keywords = new Map<string, Row>();
const reasons = new Map<string, number>();
const totals = { documents: 0, refused: 0, operations: 0, based: 0, cases: 0, skipped: 0, ms: 0 };
const slow: { file: string; ms: number; operations: number; cases: number }[] = [];

for (const file of files) {
  let loaded: Awaited<ReturnType<typeof loadDocument>>;
  let operations: ReturnType<typeof buildContract>["contract"]["operations"];
  try {
    loaded = await loadDocument(file);
    operations = buildContract(loaded).contract.operations;
  } catch {
    totals.refused++;
    continue;
  }
  totals.documents++;
  const seen = new Map<string, { keyword: string; accepted: boolean; rejected: boolean }>();
  const start = performance.now();
  let count = 0;
  for (const operation of operations.slice(0, limit)) {
    totals.operations++;
    const derived = deriveCases(operation, loaded.document);
    const bare = derived.skipped.find(({ name }) => name.endsWith("/everything"));
    if (bare) reasons.set(bare.reason, (reasons.get(bare.reason) ?? 0) + 1);
    if (bare && values.verbose) console.log(file, operation.id, bare.reason);
    if (!bare) totals.based++;
    totals.cases += derived.cases.length;
    totals.skipped += derived.skipped.length;
    count += derived.cases.length;
    for (const { keyword, pointer, accepted, rejected } of keywordCoverage(operation, derived)) {
      const known = seen.get(`${keyword} ${pointer}`);
      seen.set(`${keyword} ${pointer}`, {
        keyword,
        accepted: accepted || known?.accepted === true,
        rejected: rejected || known?.rejected === true,
      });
    }
  }
  const ms = performance.now() - start;
  totals.ms += ms;
  slow.push({ file, ms: Math.round(ms), operations: operations.length, cases: count });
  for (const { keyword, accepted, rejected } of seen.values()) {
    const row = keywords.get(keyword) ?? { occurrences: 0, accepted: 0, rejected: 0 };
    row.occurrences++;
    if (accepted) row.accepted++;
    if (rejected) row.rejected++;
    keywords.set(keyword, row);
  }
}

console.log(totals);
console.table(Object.fromEntries([...keywords].sort(([, a], [, b]) => b.occurrences - a.occurrences)));
console.log(Object.fromEntries(reasons));
console.table(slow.sort((a, b) => b.ms - a.ms).slice(0, 8));
