import { spawn } from "node:child_process";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CLI, cli } from "../testing/run-cli.ts";

const WORD = (limit: string) => `{ type: string, maxLength: ${limit} }\n`;
const DOCUMENT = `openapi: 3.1.1
info: { title: Words, version: "1" }
paths:
  /words/{word}:
    get:
      operationId: getWord
      parameters: [{ name: word, in: path, required: true, schema: { $ref: 'word.yaml' } }]
      responses: { "200": { description: ok } }
`;

it("generate --watch tells what each change of any file changes, and goes on after a mistake", {
  timeout: 180_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "watch-"));
  await writeFile(join(folder, "api.yaml"), DOCUMENT);
  await writeFile(join(folder, "word.yaml"), WORD("3"));
  const env = { ...process.env, NO_COLOR: "1", CONTRACT_KIT_CACHE: join(folder, "cache") };
  const args = [CLI, "generate", "api.yaml", "-o", "out", "--watch"];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let told = "";
  let wake = (): void => undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      told += text;
      wake();
    });
  child.once("exit", () => wake());
  /** As many editors do; nobody finds half of the file. */
  const replace = async (text: string): Promise<void> => {
    await writeFile(join(folder, "aside"), text);
    await rename(join(folder, "aside"), join(folder, "word.yaml"));
  };
  /** What is told from now on, up to a text. */
  const until = async (text: string): Promise<string> => {
    while (!told.includes(text)) {
      if (child.exitCode !== null) throw new Error(`it has ended: ${told}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const found = told;
    told = "";
    return found;
  };
  try {
    expect(await until("watching 2 files")).toMatch(/^✔ api\.yaml → out: 11 files\n/);
    await replace(WORD("2"));
    expect(await until("breaking change")).toContain("schemas/getWord.path.json");
    expect(JSON.parse(await readFile(join(folder, "out/schemas/getWord.path.json"), "utf8"))).toMatchObject({
      properties: { word: { maxLength: 2 } },
    });
    await replace(WORD("2, minLength: ]"));
    expect(await until("hint:")).toMatch(/^word\.yaml:1:\d+: is not valid YAML/m);
    await replace(WORD("4"));
    expect(await until("compatible change")).toContain("validators.js");
  } finally {
    child.kill();
    await rm(folder, { recursive: true, force: true });
  }
});

it("generate --watch --check is refused", async () => {
  expect(await cli(["generate", "--watch", "--check"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--check"),
  });
});
