/*
 * `npm run bench -- [DOCUMENT] [--rounds N] [--include PATTERN]`: what generating takes for the direct upload and another
 * document beside openapi-typescript, hey-api and orval; how fast the validators are beside Ajv's own functions and zod;
 * how large what a page loads is; and what the types cost an editor. Ratios come first: they tell more than times. The
 * peers are installed in a temporary folder.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadDocument } from "../../../generator/document/load.ts";
import { listOperations } from "../../../generator/document/slice/list-operations.ts";
import { DEFAULT_DOCUMENT } from "../../contract-folder.ts";
import { editorTable } from "./editor-table.ts";
import { generationTable } from "./generation-table.ts";
import { installPeers } from "./peers.ts";
import { sizeTable } from "./size-table.ts";
import { startTable } from "./start-table.ts";
import { validatorTable } from "./validator-table.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "3" }, include: { type: "string" } },
});
const rounds = Number(values.rounds);
const folder = await mkdtemp(join(tmpdir(), "contract-kit-bench-"));
try {
  console.log(`${cpus()[0]?.model ?? "unknown CPU"}, ${cpus().length} cores, Node ${process.version}`);
  await mkdir(join(folder, "peers"));
  const peers = await installPeers(join(folder, "peers"));
  for (const [index, document] of [DEFAULT_DOCUMENT, ...positionals].entries()) {
    const [first] = listOperations((await loadDocument(document)).document);
    if (!first) throw new Error(`${document} has no operations`);
    const include = (index === 1 ? values.include : undefined) ?? `${first.method} ${first.path}`;
    const place = join(folder, `document-${index}`);
    await mkdir(place);
    console.log(`\n${basename(document)}:`);
    console.table(await generationTable(resolve(document), { folder: place, rounds, include, peers }));
  }
  console.log("\nStart, and a change of the direct upload that is watched:");
  console.table(await startTable(folder, { rounds }));
  console.log("\nValidators of the direct upload:");
  console.table(await validatorTable(peers));
  console.log("\nSizes, minified:");
  console.table(await sizeTable());
  console.log("\ntsc for a file that uses one operation of GitHub's document:");
  console.table(await editorTable(peers, { rounds }));
} finally {
  await rm(folder, { recursive: true, force: true });
}
