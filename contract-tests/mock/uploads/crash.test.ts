import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { accountHash } from "./addresses.ts";
import { openSqliteStore } from "./sqlite-store.ts";
import type { UploadStore } from "./store.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const RUNS = 20;
const SCRIPT = fileURLToPath(new URL("./testing/keep-uploading.ts", import.meta.url));

/** Lets a process upload, kills it some milliseconds after its first answer, and returns all that it was answered. */
async function killed(file: string, run: number, milliseconds: number): Promise<string[]> {
  const child = spawn(process.execPath, [SCRIPT, file, String(run)], { stdio: ["ignore", "pipe", "inherit"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => {
    if (chunks.push(chunk) === 1) setTimeout(() => child.kill("SIGKILL"), milliseconds);
  });
  const [code, signal] = await once(child, "close");
  expect([code, signal]).toEqual([null, "SIGKILL"]);
  // What follows the last line end was not said in full.
  return Buffer.concat(chunks).toString().split("\n").slice(0, -1);
}

/** What happens to a record, in order; those whose number leaves the rest `n` when divided by 3 stop at step `n`. */
const STEPS = ["draft", "image", "deleted"];

/** What is not as it was answered; the one step after the last answer may have been taken or not. */
function broken(store: UploadStore, answered: Map<string, string>): string[] {
  const account = accountHash("me");
  return [...answered]
    .filter(([id, last]) => {
      const record = store.find({ account, id });
      const bytes = record && store.bytes(record.serial)?.toString();
      const isWhole = record?.image ? bytes?.startsWith(`<svg id="${id}">`) && bytes.endsWith("</svg>") : !bytes;
      const step = STEPS.indexOf(record ? (record.image ? "image" : "draft") : "deleted");
      const least = STEPS.indexOf(last);
      const most = Math.min(least + 1, Number(id.split("/")[1]) % 3);
      return !isWhole || step < least || step > most;
    })
    .map(([id, last]) => `${id}: was answered ${last}, is ${JSON.stringify(store.find({ account, id }))}`);
}

it("loses nothing that was answered when it is killed, twenty times over", { timeout: 120_000 }, async () => {
  const file = join(temporaryFolder(), "state.db");
  const answered = new Map<string, string>();
  for (let run = 0; run < RUNS; run++) {
    for (const line of await killed(file, run, (run * 37) % 150)) {
      const [, what = "", id = ""] = /^(\w+) (.*)$/.exec(line) ?? [];
      answered.set(id, what);
    }
    const store = openSqliteStore(file);
    expect(broken(store, answered)).toEqual([]);
    store.close();
  }
  expect(answered.size).toBeGreaterThan(RUNS);
});
