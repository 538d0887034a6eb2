import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cli, type Ended } from "./testing/run-cli.ts";

const DOCUMENT = `openapi: 3.1.1
info: { title: Words }
paths:
  /words/{word}:
    get:
      operationId: getWord
      parameters: [{ name: word, in: path, required: true, schema: { $ref: 'word.yaml' } }]
      responses: { "200": { description: ok } }
`;
const WORD = "{ type: string, maxLength: 3 }\n";
/** What a run tells that took everything from its record; no generator would. */
const FROM_RECORD = "31337 cases proved";

let folder: string;
let output: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unchanged-"));
  output = join(folder, "out");
  env = { CONTRACT_KIT_CACHE: join(folder, "cache") };
  return () => rm(folder, { recursive: true });
});

const generate = (...options: string[]): Promise<Ended> =>
  cli(["generate", "api.yaml", "-o", "out", ...options], { cwd: folder, env });

beforeEach(async () => {
  await writeFile(join(folder, "api.yaml"), DOCUMENT);
  await writeFile(join(folder, "word.yaml"), WORD);
  expect(await generate()).toMatchObject({ code: 0 });
  const runs = join(folder, "cache/runs");
  const [name = "", ...others] = await readdir(runs);
  expect(others).toEqual([]);
  const record = JSON.parse(await readFile(join(runs, name), "utf8")) as { told: { cases: object } };
  record.told.cases = { proved: 31_337, skipped: 0 };
  await writeFile(join(runs, name), JSON.stringify(record));
});

describe("generate, when nothing has changed", { timeout: 120_000 }, () => {
  it("tells what the last run told, warnings too, and does nothing", async () => {
    const again = await generate();
    expect(again.stdout).toMatch(/^✔ api\.yaml → out: nothing changed\n/);
    expect(again.stdout).toContain(FROM_RECORD);
    expect(again).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^warning: api\.yaml:2:1 \/info: there is no version/),
    });
    expect(await generate("--check")).toMatchObject({ code: 0, stderr: again.stderr });
    const strict = await generate("--strict");
    expect(strict).toEqual({ code: 1, stdout: "", stderr: again.stderr.replaceAll("warning: ", "error: ") });
  });

  it.each<[what: string, touch: () => Promise<unknown>, drift: RegExp]>([
    [
      "an output was edited",
      () => writeFile(join(output, "types.ts"), "// mine\n"),
      /out\/types\.ts: changed \[drift\]/,
    ],
    [
      "an output is gone",
      () => rm(join(output, "schemas/getWord.path.json")),
      /getWord\.path\.json: missing \[drift\]/,
    ],
    [
      "the document has changed",
      () => writeFile(join(folder, "api.yaml"), DOCUMENT.replace("Words", "Texts")),
      /out\/contract\.json: changed/,
    ],
    [
      "a file that it refers to has changed",
      () => writeFile(join(folder, "word.yaml"), WORD.replace("3", "4")),
      /getWord\.path\.json: changed/,
    ],
  ])("is a whole run when %s", async (_what, touch, drift) => {
    await touch();
    expect(await generate("--check")).toMatchObject({ code: 1, stderr: expect.stringMatching(drift) });
    const { code, stdout } = await generate();
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.not.stringContaining(FROM_RECORD) });
    expect((await generate("--check")).code).toBe(0);
  });

  it("is a whole run while there is a file more", async () => {
    await writeFile(join(output, "notes.txt"), "mine");
    expect(await generate("--check")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/out\/notes\.txt: unexpected \[drift\]/),
    });
    expect(await generate()).toMatchObject({ code: 2, stderr: expect.stringContaining("[foreign-files]") });
    await rm(join(output, "notes.txt"));
    expect((await generate()).stdout).toContain(FROM_RECORD);
  });

  it("is a whole run for other options, and for a comment", async () => {
    expect((await generate("--no-cases")).stdout).toContain("cases left out");
    expect((await generate()).stdout).toContain("cases proved");
    await writeFile(join(folder, "api.yaml"), `${DOCUMENT}# a comment\n`);
    const { stdout } = await generate();
    expect(stdout).toContain("nothing changed");
    expect(stdout).not.toContain(FROM_RECORD);
  });

  it("is a whole run without a cache", async () => {
    const { stdout } = await cli(["generate", "api.yaml", "-o", "out"], { cwd: folder });
    expect(stdout).toContain("nothing changed");
    expect(stdout).not.toContain(FROM_RECORD);
  });
});
