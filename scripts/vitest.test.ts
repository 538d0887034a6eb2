import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalHandler, localServer } from "../contract-tests/kit/fixture/local-server.ts";
import { linkModules } from "./testing/text-project.ts";

const DOCUMENT = `openapi: 3.1.1
info: { title: Notes, version: "1" }
paths:
  /notes:
    post:
      operationId: createNote
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [title]
              properties:
                title:
                  type: string
                  maxLength: 5
      responses:
        "201": { description: made }
        "400": { description: refused }
        "415": { description: no JSON }
`;

/** Counts UTF-16 units in the place of characters, which is wrong. */
const miscounts: LocalHandler = ({ headers, body }) => {
  if (headers["content-type"] !== "application/json") return { status: 415 };
  const { title } = JSON.parse(body.toString()) as { title: string };
  return { status: typeof title !== "string" || title.length > 5 ? 400 : 201 };
};

let folder = "";

/** A project of somebody else, with a Vitest of its own and this package linked into it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "project-"));
  await linkModules(join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "api.yaml"), DOCUMENT);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the project's tests as its user does, and gives what that user sees. */
async function vitest(files: Record<string, string>, ...args: string[]): Promise<{ code: number; output: string }> {
  const { url } = await localServer(miscounts);
  for (const [name, options] of Object.entries(files)) {
    await writeFile(
      join(folder, name),
      `import { describeContract } from "openapi-contract-kit/vitest";
      describeContract({ document: "api.yaml", target: ${JSON.stringify(url)}, ${options} });`,
    );
  }
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")));
  const command = [join(folder, "node_modules/vitest/vitest.mjs"), "run", ...Object.keys(files), ...args];
  return new Promise((done) => {
    const options = { cwd: folder, env: { ...env, NO_COLOR: "1", CONTRACT_KIT_CACHE: "" } };
    const child = execFile(process.execPath, command, options, (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

const LENGTHS = `only: ["createNote/body/title/maxLength"]`;

/** The names of the tests that passed, failed or were left out. */
function named(output: string): string[] {
  return [...output.matchAll(/^ +[✓×].* > (createNote\/.*?)(?: \d+ms)?$/gm)].map(([, name = ""]) => name).sort();
}

describe("describeContract of a document", () => {
  it("shows a user where, what and how to see it again", async () => {
    const { code, output } = await vitest({ "contract.test.ts": LENGTHS });
    expect(code).toBe(1);
    expect(output).toMatch(
      /FAIL +contract\.test\.ts > contract of http:\S+ > createNote > createNote\/body\/title\/maxLength\/5 astral/,
    );
    expect(output).toContain("ContractViolation: accepted-when-valid");
    expect(output).toContain("where    api.yaml:17:19");
    expect(output).toContain("rule     maxLength: 5");
    expect(output).toContain("what     a valid request was answered 400; expected 201: accepted");
    expect(output).toMatch(/sends {4}body title = "😀" × 5/);
    expect(output).toMatch(/curl {5}curl -sS -i --path-as-is -X POST 'http:.*--data-raw '\{"title":"😀😀😀😀😀"\}'/s);
    expect(output).toMatch(/hint {5}Count Unicode code points/);
    expect(output).not.toContain("run-case.ts");
    expect(output).toMatch(/✓ createNote\/body\/title\/maxLength\/5 ASCII/);
  });

  it("runs what -t names", async () => {
    const { code, output } = await vitest({ "contract.test.ts": LENGTHS }, "-t", "maxLength/5 ASCII characters");
    expect(code).toBe(0);
    expect(output).toMatch(/Tests +1 passed/);
  });

  it("is spread by Vitest's own shards when there is a file for each part", async () => {
    const part = (index: number) => `${LENGTHS}, shard: { index: ${index}, count: 2 }`;
    const whole = named((await vitest({ "contract.test.ts": LENGTHS }, "--reporter", "verbose")).output);
    await rm(join(folder, "contract.test.ts"));
    const files = { "one.test.ts": part(1), "two.test.ts": part(2) };
    const shards = [
      await vitest(files, "--shard", "1/2", "--reporter", "verbose"),
      await vitest(files, "--shard", "2/2", "--reporter", "verbose"),
    ].map(({ output }) => named(output));
    expect(whole.length).toBeGreaterThan(5);
    for (const names of shards) expect(names.length).toBeLessThan(whole.length);
    expect(shards.flat().sort()).toEqual(whole);
  });
}, 240_000);
