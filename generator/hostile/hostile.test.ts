import { fork } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Attack, attacksDocument, documentName } from "./attack.ts";
import { ATTACKS } from "./attacks.ts";
import type { JudgeMessage } from "./judge-process.ts";

const DOCUMENTS = join(import.meta.dirname, "documents");
/** So many documents are judged in a process; their types are checked together, which takes as long as one. */
const TOGETHER = 18;
/** A document that takes longer, on the slowest machine, takes for ever. */
const PATIENCE_MS = 180_000;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hostile-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf({ document }: Attack): Promise<string> {
  return typeof document === "string" ? join(DOCUMENTS, document) : document(folder);
}

/** What a process tells of documents; one that says nothing for too long is ended, and the document that it is at is told. */
async function judge(project: string, files: string[]): Promise<JudgeMessage[]> {
  const child = fork(join(import.meta.dirname, "judge-process.ts"), [project, ...files], { stdio: "ignore" });
  const messages: JudgeMessage[] = [];
  let timer: NodeJS.Timeout | undefined;
  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  };
  watch();
  child.on("message", (message: JudgeMessage) => {
    messages.push(message);
    watch();
  });
  const code = await new Promise((resolve) => child.on("exit", (number, signal) => resolve(signal ?? number)));
  clearTimeout(timer);
  if (code !== 0) {
    const at = messages.findLast((message) => "begins" in message);
    throw new Error(`the process ended with ${code} at ${at && "begins" in at ? at.begins : "its start"}`);
  }
  return messages;
}

const groups = Array.from({ length: Math.ceil(ATTACKS.length / TOGETHER) }, (_, index) => ({
  name: `${index * TOGETHER + 1} to ${Math.min(ATTACKS.length, (index + 1) * TOGETHER)}`,
  attacks: ATTACKS.slice(index * TOGETHER, (index + 1) * TOGETHER),
}));

describe("a hostile document", () => {
  it.each(groups)("is refused or harmless: $name", { timeout: 1_200_000 }, async ({ name, attacks }) => {
    const files = await Promise.all(attacks.map(fileOf));
    const messages = await judge(join(folder, name), files);
    for (const [index, attack] of attacks.entries()) {
      const told = messages.find((message) => "file" in message && message.file === files[index]);
      const { refused, warned = [] } = attack;
      const what = documentName(attack);
      if (refused) {
        expect(told, what).toMatchObject({ outcome: "refused", rules: refused });
        const { problems } = told as Extract<JudgeMessage, { outcome: "refused" }>;
        for (const problem of problems) expect(problem, what).not.toMatch(/call stack|\n.*\n|parseAll|\n$/);
      } else {
        expect(told, what).toMatchObject({
          outcome: "generated",
          faults: [],
          rules: expect.arrayContaining([...warned]),
        });
      }
    }
    expect(messages.at(-1)).toEqual({ typeErrors: [] });
    for (const path of ["/tmp/canary", join(folder, "canary"), "canary"]) expect(existsSync(path), path).toBe(false);
  });
});

describe("the table of attacks", () => {
  it("has every document of the folder, each once", () => {
    const named = ATTACKS.flatMap(({ document }) => (typeof document === "string" ? [document] : []));
    expect(named.toSorted()).toEqual(readdirSync(DOCUMENTS).sort());
  });

  it("is what README.md says", () => {
    expect(readFileSync(join(import.meta.dirname, "README.md"), "utf8")).toBe(attacksDocument(ATTACKS));
  });

  it("says of each attack either what refuses it or what makes it harmless", () => {
    for (const { what, refused, neutralised } of ATTACKS)
      expect([what, !refused !== !neutralised]).toEqual([what, true]);
  });
});
