import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localServer } from "../../contract-tests/kit/fixture/local-server.ts";
import { cli } from "../testing/run-cli.ts";

const document = (title: string, maximum: number) => `openapi: 3.1.1
info: { title: ${title}, version: "1" }
servers: [{ url: https://shop.example }]
paths:
  /things:
    post:
      operationId: makeThing
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, properties: { size: { type: integer, maximum: ${maximum} } } } } }
      responses: { "200": { description: made }, "400": { description: refused }, "415": { description: no JSON } }
  /health:
    get: { operationId: getHealth, responses: { "200": { description: well } } }
`;

const OVERLAY = `overlay: 1.0.0
info: { title: t, version: "1" }
actions: [{ target: $.info, update: { title: Laid over } }]
`;

let folder = "";
const run = (args: string[], cwd = folder) => cli(args, { cwd });
const configure = (text: string) => writeFile(join(folder, "contract-kit.config.ts"), text);
const contracts = (...list: string[]) => configure(`export default { contracts: [${list.join(", ")}] };`);
const ONE = `{ document: "spec/one.yaml", output: "made/one", include: ["makeThing"], overlays: ["spec/o.yaml"] }`;
const TWO = `{ document: "spec/two.yaml" }`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "config-"));
  await mkdir(join(folder, "spec"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "spec/one.yaml"), document("One", 5));
  await writeFile(join(folder, "spec/two.yaml"), document("Two", 5));
  await writeFile(join(folder, "spec/o.yaml"), OVERLAY);
  const git = (...args: string[]) =>
    promisify(execFile)("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: folder });
  await git("init", "-q");
  await git("add", ".");
  await git("commit", "-qm", "first");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("contract-kit.config.ts", () => {
  it("says to generate what is made of each document, from any folder of the project", async () => {
    await contracts(ONE, TWO);
    const { code, stdout } = await run(["generate"], join(folder, "spec"));
    expect(code).toBe(0);
    expect(stdout).toContain("one.yaml → ../made/one");
    expect(stdout).toContain("two.yaml → ../generated/two");
    expect(await readdir(join(folder, "made/one/cases"))).toEqual(["makeThing.json"]);
    expect(await readFile(join(folder, "made/one/openapi.json"), "utf8")).toContain('"title": "Laid over"');
    expect((await readdir(join(folder, "generated/two/cases"))).sort()).toEqual(["getHealth.json", "makeThing.json"]);
    expect(await run(["generate", "--check"])).toMatchObject({ code: 0 });
    await writeFile(join(folder, "made/one/types.ts"), "edited");
    const check = await run(["generate", "--check"]);
    expect(check).toMatchObject({ code: 1, stderr: expect.stringContaining("made/one/types.ts: changed [drift]") });
    expect(check.stdout).toContain("generated/two is up to date");
    expect(await run(["generate", "spec/one.yaml"])).toMatchObject({ code: 0 });
  });

  it("gives way to what the command line says", async () => {
    await contracts(ONE, TWO);
    expect(await run(["generate", "spec/one.yaml", "-o", "other", "--include", "getHealth"])).toMatchObject({
      code: 0,
    });
    expect(await readdir(join(folder, "other/cases"))).toEqual(["getHealth.json"]);
    const shared = await run(["generate", "-o", "other"]);
    expect(shared).toMatchObject({ code: 2, stderr: expect.stringContaining("would be that of 2 contracts [config]") });
  });

  it("says to lint which documents there are, and how strict it is", async () => {
    const faulty = document("Three", 5).replace("maximum: 5", "maximum: 5, minimum: 9");
    await writeFile(join(folder, "spec/three.yaml"), faulty);
    await contracts(TWO, `{ document: "spec/three.yaml" }`);
    const { code, stdout } = await run(["lint"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/spec\/two\.yaml does not contradict itself[\s\S]*spec\/three\.yaml:\d+/);
  });

  it("says to diff what is compared with a revision, a new document included", async () => {
    await contracts(ONE, TWO, `{ document: "spec/new.yaml" }`);
    await writeFile(join(folder, "spec/new.yaml"), document("New", 5));
    await writeFile(join(folder, "spec/two.yaml"), document("Two", 4));
    const { code, stdout, stderr } = await run(["diff"]);
    await writeFile(join(folder, "spec/two.yaml"), document("Two", 5));
    expect(code).toBe(1);
    expect(stdout).toMatch(/✔ none .*one\.yaml[\s\S]*✖ breaking[\s\S]*✖ major[\s\S]*✔ minor .*new\.yaml/);
    expect(stdout).toContain("✔ compatible  is new since HEAD document-added  spec/new.yaml:1\n");
    expect(stderr).toBe("");
    expect(await run(["diff", "--since", "nowhere"])).toMatchObject({ code: 2 });
    const one = await run(["diff", "spec/one.yaml"]);
    expect(one).toEqual({ code: 0, stdout: expect.stringMatching(/^✔ none .*one\.yaml\n$/), stderr: "" });
  });

  it("says to test what is tested, with which credentials, and what is known to fail", async () => {
    const seen = new Set<string | undefined>();
    const { url } = await localServer(({ headers, method }) => {
      seen.add(headers["x-key"] as string | undefined);
      return { status: method === "GET" ? 500 : headers["content-type"] === "application/json" ? 200 : 415 };
    });
    const known = `[{ case: "getHealth/**", reason: "down" }, { case: "makeThing/**", checks: ["rejected-when-invalid"], reason: "lax" }]`;
    const test = `test: { target: ${JSON.stringify(url)}, headers: { "X-Key": "k" }, only: ["*/basic/**", "getHealth/**"], knownFailing: ${known} }`;
    await contracts(ONE, `{ document: "spec/two.yaml", ${test} }`);
    const { stdout, stderr } = await run(["test"]);
    expect(stderr).toBe("");
    expect(stdout).toContain("Two");
    expect(stdout).not.toContain("Laid over");
    expect(stdout).toMatch(/known failing/);
    expect([...seen]).toEqual(["k"]);
  });

  it("gives each contract a report of its own", async () => {
    const { url } = await localServer(() => ({ status: 500 }));
    const tested = (name: string) =>
      `{ document: "spec/${name}.yaml", test: { target: ${JSON.stringify(url)}, only: ["getHealth/**"] } }`;
    await contracts(tested("one"), tested("two"));
    expect((await run(["test", "--reporter", "json=report.json"])).stderr).not.toContain("would be");
    const title = async (file: string) => JSON.parse(await readFile(join(folder, file), "utf8")).contract?.title;
    expect([await title("report-spec-one.json"), await title("report-spec-two.json")]).toEqual(["One", "Two"]);
  });

  it("says to mock which document is served, where", async () => {
    await contracts(`{ document: "spec/two.yaml", mock: { port: 70000 } }`);
    expect(await run(["mock"])).toMatchObject({ code: 2, stderr: expect.stringContaining("contracts[0].mock.port") });
    await contracts(`{ document: "spec/none.yaml", mock: { port: 0 } }`, TWO);
    expect(await run(["mock"])).toMatchObject({ code: 2, stderr: expect.stringContaining("spec/none.yaml") });
  });
});

describe("a mistake in the configuration", () => {
  it.each([
    ["contract: []", "contract: is nothing that a configuration says", "did you mean contracts?"],
    ["contracts: []", "contracts: is [] and must be a list with at least one contract", "mend it there"],
    ["contracts: [7]", "contracts[0]: is 7 and must be an object", "write { … } there"],
    ["contracts: [{}]", "contracts[0]: names no document", "write document:"],
    [`contracts: [{ document: "a", overlay: ["o"] }]`, "contracts[0].overlay: is nothing", "did you mean overlays?"],
    [`contracts: [{ document: "a", include: "b" }]`, `contracts[0].include: is "b" and must be a list of texts`, ""],
    [`contracts: [{ document: "a", test: { target: "x" } }]`, "contracts[0].test.target: is", "mend it"],
    [`contracts: [{ document: "a", test: { knownFailing: [{}] } }]`, "contracts[0].test.knownFailing: is", ""],
    [
      `contracts: ["a", "b"].map((document) => ({ document, output: "o" }))`,
      "contracts[1].output: has the same",
      "own",
    ],
  ])("is told with its place and the way out: %s", async (text, what, hint) => {
    await configure(`export default { ${text} };`);
    const { code, stdout, stderr } = await run(["generate"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^contract-kit\.config\.ts at contracts?\b.* \[config\]\n {2}hint: /);
    expect(stderr).toContain(what);
    expect(stderr).toContain(hint);
  });

  it("is told when it cannot even be loaded", async () => {
    const stderr = async (text: string) => {
      await configure(text);
      return (await run(["lint"])).stderr;
    };
    expect(await stderr("export const config = {};")).toMatch(
      /config\.ts: has no default export \[config\]\n {2}hint: write/,
    );
    expect(await stderr("export default {")).toMatch(
      /config\.ts: cannot be loaded: .*\[config\]\n {2}hint: Node runs it/,
    );
    expect(await stderr('import "./none.ts"; export default {};')).toMatch(
      /cannot be loaded: .*none\.ts.*\n {2}hint: see/,
    );
    expect((await run(["lint", "--config", "none.ts"])).stderr).toMatch(/none\.ts: cannot be loaded/);
  });
});
