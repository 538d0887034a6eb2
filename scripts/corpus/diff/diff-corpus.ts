import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { diffDocuments } from "../../../generator/diff/diff-documents.ts";
import { sideOf } from "../../../generator/diff/side.ts";
import { loadDocument } from "../../../generator/document/load.ts";
import { DocumentError } from "../../../generator/document/problem.ts";
import { KINDS, mechanicalChange } from "./mechanical-change.ts";
import { twoWayLaw } from "./two-way-law.ts";

/*
 * `npm run corpus:diff -- FOLDER`: a document compared with itself is no change; of one change of each kind, the
 * comparison says what messages show, there and back. Exits 1 when one does not.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** One in so many. */
    step: { type: "string", default: "1" },
    /** Beginning with this one. */
    first: { type: "string", default: "0" },
  },
});
const folder = positionals[0] ?? fileURLToPath(new URL("../../../../shared/corpus/", import.meta.url));
if (!existsSync(folder)) {
  console.error(
    `${folder}: there is no such folder\n  hint: name one with OpenAPI documents: npm run corpus:diff -- FOLDER`,
  );
  process.exit(2);
}
const files = (await readdir(folder))
  .filter((name) => /\.(?:ya?ml|json)$/.test(name))
  .sort()
  .filter((_name, index) => index % Number(values.step) === Number(values.first));

const counts = new Map<string, number>();
const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
for (const file of files) {
  await attempt(async () => {
    const loaded = await loadDocument(join(folder, file));
    const [base, head] = [sideOf("base", loaded), sideOf("head", structuredCopy(loaded))];
    const { step } = diffDocuments({ base, head });
    count(`itself: ${step}`);
    if (step !== "none") complain(`${file} differs from itself`);
    for (const kind of KINDS) {
      await attempt(async () => {
        const change = mechanicalChange(loaded.document, kind, file);
        if (!change) return count(`${kind}: nothing to change`);
        const { there, back, faults } = await twoWayLaw(loaded, change);
        count(`${kind}: ${there} there, ${back} back`);
        for (const fault of faults) complain(`${file} ${kind}: ${change.what}\n  ${fault}`);
        return undefined;
      }, `${file} ${kind}`);
    }
  }, file);
}
for (const [name, number] of [...counts].sort()) console.log(`${String(number).padStart(5)}  ${name}`);

function structuredCopy(loaded: Awaited<ReturnType<typeof loadDocument>>): typeof loaded {
  return { ...loaded, document: structuredClone(loaded.document) };
}

function complain(text: string): void {
  console.log(text);
  count("against the law");
  process.exitCode = 1;
}

async function attempt(action: () => unknown, what: string): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (error instanceof DocumentError) count("refused");
    else complain(`${what}: ${(error as Error).stack}`);
  }
}
