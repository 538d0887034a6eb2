import { writeSync } from "node:fs";
import { openSqliteStore } from "../sqlite-store.ts";
import { createUploads } from "../uploads.ts";
import { askFlow } from "./ask-flow.ts";

/*
 * Creates drafts and uploads images into the state file that the first argument names, without end, and
 * says `draft <id>`, `image <id>`, `deleted <id>` for each as soon as it has been answered.
 */

const [file = "", run = ""] = process.argv.slice(2);
const { create, upload, remove } = askFlow(createUploads({ store: openSqliteStore(file) }));
const say = (what: string) => writeSync(1, `${what}\n`);

for (let number = 0; ; number++) {
  const id = `run ${run}/${number}`;
  const url = create(id);
  say(`draft ${id}`);
  if (number % 3 === 0) continue;
  upload(url, `<svg id="${id}">${"x".repeat(number % 5000)}</svg>`);
  say(`image ${id}`);
  if (number % 3 === 1) continue;
  remove(id);
  say(`deleted ${id}`);
}
