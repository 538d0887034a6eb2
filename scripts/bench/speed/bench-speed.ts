/*
 * `npm run bench -- [DOCUMENT] [--rounds N] [--include PATTERN]`: what generating takes beside openapi-typescript, and
 * what the validators of the direct upload take beside Ajv's own functions. Ratios come first: they tell more than times.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadDocument } from "../../../generator/document/load.ts";
import { listOperations } from "../../../generator/document/slice/list-operations.ts";
import { DEFAULT_DOCUMENT } from "../../contract-folder.ts";
import { generationTable } from "./generation-table.ts";
import { validatorTable } from "./validator-table.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "3" }, include: { type: "string" } },
});
const document = positionals[0] ?? DEFAULT_DOCUMENT;
const [first] = listOperations((await loadDocument(document)).document);
if (!first) throw new Error(`${document} has no operations`);
const folder = await mkdtemp(join(tmpdir(), "contract-kit-bench-"));
try {
  console.log(`${cpus()[0]?.model ?? "unknown CPU"}, ${cpus().length} cores, Node ${process.version}`);
  const include = values.include ?? `${first.method} ${first.path}`;
  console.table(await generationTable(document, { folder, rounds: Number(values.rounds), include }));
  console.table(await validatorTable());
} finally {
  await rm(folder, { recursive: true, force: true });
}
