import { execFile } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { buildContract } from "../contract.ts";
import { MOST_BYTES, MOST_DEPTH, MOST_FILES } from "./limits.ts";
import { loadDocument } from "./load.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "limits-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const HEAD = 'openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\n';
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const aliases = (levels: number) =>
  `x-bomb:\n  a0: &a0 [x, x]\n${Array.from({ length: levels }, (_, index) => `  a${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join(", ")}]\n`).join("")}`;

async function refusalOf(text: string, name = "api.yaml") {
  const file = join(folder, name);
  await writeFile(file, text);
  return loadDocument(file).then(
    () => [],
    (error) => error.problems,
  );
}

describe("a document that would take too much", () => {
  const json = (inner: string) => `{"openapi":"3.1.1","info":{"title":"t","version":"1"},"paths":{},"x-deep":${inner}}`;
  it.each([
    ["a few levels too many in YAML", `${HEAD}x-deep: ${nested(MOST_DEPTH)}\n`, "too-deep"],
    ["levels beyond every stack in YAML", `${HEAD}x-deep: ${nested(100_000)}\n`, "too-deep"],
    ["a few levels too many in JSON", json(nested(MOST_DEPTH)), "too-deep"],
    ["levels beyond every stack in JSON", json(nested(100_000)), "too-deep"],
    ["a value that holds itself", `${HEAD}x-deep: &self { inner: *self }\n`, "too-deep"],
    ["aliases of aliases", HEAD + aliases(12), "invalid-yaml"],
  ])("is refused: %s", { timeout: 60_000 }, async (_what, text, rule) => {
    const problems = await refusalOf(text);
    expect(problems).toMatchObject([{ rule, hint: expect.stringMatching(/\S/) }]);
    expect(problems[0].what).not.toMatch(/call stack|\n/);
  });

  it("is refused before it is read where its file is too long", async () => {
    const file = join(folder, "long.yaml");
    const handle = await open(file, "w");
    await handle.truncate(MOST_BYTES + 1);
    await handle.close();
    await expect(loadDocument(file)).rejects.toMatchObject({ problems: [{ rule: "too-large" }] });
  });
});

describe("a reference that would take too much", () => {
  const referring = async (name: string, ref: string) => {
    const file = join(folder, name, "api.yaml");
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${HEAD}components: { schemas: { Thing: { $ref: "${ref}" } } }\n`);
    return file;
  };

  it("is refused where it leads to a pipe, which nobody may ever write into", async () => {
    const file = await referring("pipe", "./pipe.yaml");
    await promisify(execFile)("mkfifo", [join(folder, "pipe/pipe.yaml")]);
    const what = expect.stringContaining("is no file, but a pipe or a device");
    await expect(loadDocument(file)).rejects.toMatchObject({ problems: [{ rule: "unresolved-ref", line: 4, what }] });
  });

  it("is refused where the answer of its host has no end", { timeout: 60_000 }, async () => {
    const endless = createServer((_request, response) => {
      const more = (): unknown => !response.destroyed && response.write("x".repeat(1 << 20), more);
      more();
    }).listen(0, "127.0.0.1");
    await once(endless, "listening");
    onTestFinished(() => void endless.close());
    const host = `127.0.0.1:${(endless.address() as AddressInfo).port}`;
    const file = await referring("endless", `http://${host}/thing.yaml`);
    await expect(loadDocument(file, { allowRemote: [host] })).rejects.toMatchObject({
      problems: [{ rule: "too-large", file: `http://${host}/thing.yaml` }],
    });
  });

  it("is refused where it is one of too many", { timeout: 60_000 }, async () => {
    const file = await referring("many", "./0.yaml");
    for (let index = 0; index <= MOST_FILES; index++)
      writeFileSync(join(folder, `many/${index}.yaml`), `{ "$ref": "./${index + 1}.yaml" }`);
    await expect(loadDocument(file)).rejects.toMatchObject({ problems: [{ rule: "too-large" }] });
  });

  it("is no matter: a device that the user names is read no further than a file may be long", async () => {
    await expect(loadDocument("/dev/zero")).rejects.toMatchObject({ problems: [{ rule: "too-large" }] });
  });
});

it("a schema of as many levels as are allowed is read", { timeout: 60_000 }, async () => {
  const levels = Math.floor((MOST_DEPTH - 8) / 2) - 1;
  const schema = `${'{"type":"object","properties":{"a":'.repeat(levels)}{}${"}}".repeat(levels)}`;
  const file = join(folder, "deep.json");
  await writeFile(
    file,
    `{"openapi":"3.1.1","info":{"title":"t","version":"1"},"paths":{"/a":{"post":{"requestBody":{"content":{"application/json":{"schema":${schema}}}},"responses":{"200":{"description":"ok"}}}}}}`,
  );
  expect(buildContract(await loadDocument(file)).contract.operations).toHaveLength(1);
});
