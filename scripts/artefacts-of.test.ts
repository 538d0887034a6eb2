import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { artefactsOf } from "./artefacts-of.ts";
import { derivationNotice } from "./derivation-notice.ts";
import { cli } from "./testing/run-cli.ts";

const OTHERS = "{ type: string, maxLength: 3 }";
const DOCUMENT = (schema: string) => `openapi: 3.1.1
info: { title: Words, version: "1" }
paths:
  /words/{word}:
    get:
      operationId: getWord
      parameters:
        - { name: word, in: path, required: true, schema: ${schema} }
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: object } } } }
        "400": { description: no, content: { application/json: { schema: { type: object } } } }
`;

let folder: string;
let cache: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "artefacts-of-"));
  [cache, file] = [join(folder, "cache"), join(folder, "api.yaml")];
  vi.stubEnv("CONTRACT_KIT_CACHE", cache);
  await writeFile(file, DOCUMENT(OTHERS));
  return async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  };
});

/** When a file of an entry was written, to the nanosecond. */
async function writtenAt(entry: string): Promise<bigint> {
  return (await stat(join(entry, "validators.js"), { bigint: true })).mtimeNs;
}

describe("artefacts of a document without a folder of its own", { timeout: 60_000 }, () => {
  it("are made once for a state of the document", async () => {
    const first = await artefactsOf(file);
    expect(basename(join(first.folder, ".."))).toBe("cache");
    const written = await writtenAt(first.folder);
    // Comments and layout do not count.
    await appendFile(file, "# a comment\n");
    const second = await artefactsOf(file);
    expect(second.folder).toBe(first.folder);
    expect(await writtenAt(second.folder)).toBe(written);

    await writeFile(file, DOCUMENT("{ type: string, maxLength: 4 }"));
    const changed = await artefactsOf(file);
    expect(changed.folder).not.toBe(first.folder);
    expect(changed.schema("getWord.path")).toMatchObject({ properties: { word: { maxLength: 4 } } });
    expect(await readdir(cache)).toHaveLength(2);
  });

  it("are told of when they are made, as that can take a while", async () => {
    const told: string[] = [];
    const lines: string[] = [];
    const terminal = { isTTY: true, write: (line: string) => lines.push(line) };
    const onAnew = (of: string) => {
      told.push(of);
      derivationNotice(terminal as unknown as NodeJS.WriteStream)(of);
      derivationNotice({ ...terminal, isTTY: false } as unknown as NodeJS.WriteStream)(of);
    };
    await artefactsOf(file, undefined, { onAnew });
    await artefactsOf(file, undefined, { onAnew });
    expect(told).toEqual([file]);
    expect(lines).toEqual([`Reading ${file} and deriving its cases, once for this state of it …\n`]);
  });

  it("are found again for a document in several files, and made anew when another of them changes", async () => {
    await writeFile(file, DOCUMENT("{ $ref: 'word.yaml' }"));
    await writeFile(join(folder, "word.yaml"), OTHERS);
    const first = await artefactsOf(file);
    const written = await writtenAt(first.folder);
    expect(await writtenAt((await artefactsOf(file)).folder)).toBe(written);
    await writeFile(join(folder, "word.yaml"), "{ type: string, maxLength: 5 }");
    expect((await artefactsOf(file)).folder).not.toBe(first.folder);
    expect(await readdir(cache)).toHaveLength(2);
  });

  it("are made anew when a kept file was edited", async () => {
    const { folder: entry } = await artefactsOf(file);
    const cases = join(entry, "cases/getWord.json");
    const good = await readFile(cases, "utf8");
    await writeFile(cases, good.replace('"rejected"', '"accepted"'));
    const { folder: again, caseFiles } = await artefactsOf(file);
    expect(again).toBe(entry);
    expect(await readFile(cases, "utf8")).toBe(good);
    expect(await caseFiles()).toHaveLength(1);
  });

  it("lose nothing when others remove what is kept while they are used", async () => {
    const artefacts = await artefactsOf(file);
    await rm(cache, { recursive: true });
    expect(artefacts.schema("getWord.path")).toMatchObject({ properties: { word: { maxLength: 3 } } });
  });

  it("are not kept when the cache is switched off or cannot be written", async () => {
    vi.stubEnv("CONTRACT_KIT_CACHE", "");
    expect((await artefactsOf(file)).contract.operations).toHaveLength(1);
    vi.stubEnv("CONTRACT_KIT_CACHE", join(file, "below-a-file"));
    expect((await artefactsOf(file)).contract.operations).toHaveLength(1);
    expect((await readdir(folder)).sort()).toEqual(["api.yaml"]);
  });

  it("have the cases that the document's own folder was made without", async () => {
    const output = join(folder, "generated/api");
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    expect((await cli(["generate", file, "--no-cases"])).code).toBe(0);
    expect((await artefactsOf(file, undefined, { needsCases: false })).folder).toBe(output);
    const derived = await artefactsOf(file);
    expect(derived.folder).not.toBe(output);
    expect(await derived.caseFiles()).toHaveLength(1);
    expect((await artefactsOf(file)).folder).toBe(derived.folder);

    expect((await cli(["generate", file])).code).toBe(0);
    expect((await artefactsOf(file)).folder).toBe(output);
  });

  it("are kept with and without cases apart, and those with cases serve for both", async () => {
    const paths = Array.from(
      { length: 201 },
      (_, id) => `  /p${id}: { get: { responses: { "200": { description: ok } } } }`,
    );
    await writeFile(file, `openapi: 3.1.1\ninfo: { title: Many, version: "1" }\npaths:\n${paths.join("\n")}\n`);
    const without = await artefactsOf(file, undefined, { needsCases: false });
    await expect(without.caseFiles()).rejects.toThrow("cases: is missing");
    const derived = await artefactsOf(file);
    expect(await derived.caseFiles()).toHaveLength(201);
    expect((await artefactsOf(file, undefined, { needsCases: false })).folder).toBe(derived.folder);
    expect(await readdir(cache)).toHaveLength(2);
  });

  it("are made by two processes at once, and are one entry", async () => {
    const run = () => cli(["test", file, "--seed", "1"], { cwd: folder, env: { CONTRACT_KIT_CACHE: cache } });
    const both = await Promise.all([run(), run()]);
    expect(both.map(({ code, stderr }) => ({ code, stderr }))).toEqual(Array(2).fill({ code: 0, stderr: "" }));
    // Beside it stands what Node has compiled.
    expect((await readdir(cache)).filter((name) => name !== "compiled")).toHaveLength(1);
  });
});
