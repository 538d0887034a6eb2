import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CLI } from "../testing/run-cli.ts";

const DOCUMENT = 'openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\n';

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "init-terminal-"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs `contract-kit init` at a terminal, which util-linux's `script` makes, and answers what it asks. */
async function initAtTerminal(answers: string[], ...args: string[]): Promise<{ code: number; said: string }> {
  const command = [process.execPath, CLI, "init", "--no-ci", ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qefc", command, join(folder, "typescript")], { cwd: folder });
  let said = "";
  const left = [...answers];
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk;
    // An answer for each question, when it stands there.
    if (said.split("? (").length > answers.length - left.length + 1) child.stdin.write(`${left.shift() ?? ""}\n`);
  });
  const [code] = await once(child, "close");
  return { code: Number(code), said };
}

const config = () => readFile(join(folder, "contract-kit.config.ts"), "utf8");

describe.skipIf(process.platform !== "linux")("init at a terminal (needs util-linux's script)", () => {
  it("asks nothing where there is one document", async () => {
    await writeFile(join(folder, "api.yaml"), DOCUMENT);
    const { code, said } = await initAtTerminal([]);
    expect(code, said).toBe(0);
    expect(said).not.toContain("?");
    expect(await config()).toContain('{ document: "api.yaml" }');
  });

  it.each([
    ["2", ["b.yaml"]],
    ["1, 3", ["a.yaml", "c.yaml"]],
    ["", ["a.yaml", "b.yaml", "c.yaml"]],
  ])("asks which of several are meant, and takes %j", async (answer, expected) => {
    for (const name of ["a", "b", "c"]) await writeFile(join(folder, `${name}.yaml`), DOCUMENT);
    const { code, said } = await initAtTerminal([answer]);
    expect(code, said).toBe(0);
    expect(said).toMatch(/1 +a\.yaml[\s\S]*3 +c\.yaml[\s\S]*Which ones, by number\? \(all\)/);
    expect([...(await config()).matchAll(/"(\w\.yaml)"/g)].map(([, name]) => name)).toEqual(expected);
  });

  it("says when an answer is none, and writes nothing", async () => {
    for (const name of ["a", "b"]) await writeFile(join(folder, `${name}.yaml`), DOCUMENT);
    const { code, said } = await initAtTerminal(["7"]);
    expect(code).toBe(2);
    expect(said).toMatch(/7: is none of the numbers \[config\]\r?\n +hint: answer as in 1, 3/);
    await expect(config()).rejects.toThrow("ENOENT");
  });
});
