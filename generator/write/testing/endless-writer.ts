import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeFiles } from "../../write.ts";
import { fileSet } from "./file-set.ts";

/*
 * A process that puts one set of files after the other into a folder until it is killed. It starts when
 * it is told to, and has warmed up before, so that it is killed while it writes and not while it starts.
 */
const [folder = "", ...sets] = process.argv.slice(2);
const warm = await mkdtemp(join(tmpdir(), "warm-"));
for (const name of [...sets, ...sets]) await writeFiles(join(warm, "out"), fileSet(name));
await rm(warm, { recursive: true });
process.stdin.once("data", async () => {
  for (;;) for (const name of sets) await writeFiles(folder, fileSet(name));
});
process.stdout.write("ready\n");
