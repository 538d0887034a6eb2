import { execFile, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { parse } from "yaml";
import { cli } from "../testing/run-cli.ts";

const DOCUMENT = 'openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\n';

let folder = "";
const init = (...args: string[]) => cli(["init", ...args], { cwd: folder });
const text = (path: string) => readFile(join(folder, path), "utf8");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "init-"));
  await writeFile(join(folder, "package.json"), '{\n    "name": "shop",\n    "type": "module"\n}\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("finds the document, and writes a configuration, scripts and a workflow", async () => {
  await mkdir(join(folder, "docs"));
  await mkdir(join(folder, "node_modules"));
  await writeFile(join(folder, "docs/shop.yaml"), `# the shop\n${DOCUMENT}`);
  await writeFile(join(folder, "node_modules/theirs.yaml"), DOCUMENT);
  await writeFile(join(folder, "compose.yaml"), "services: {}\n");
  const { code, stdout } = await init("--target", "http://127.0.0.1:8080");
  expect(code).toBe(0);
  expect(stdout).toContain(
    "Next: npm install --save-dev openapi-contract-kit, then npm install openapi-fetch, then npm run contract:generate",
  );
  expect(await text("contract-kit.config.ts")).toBe(`import { defineConfig } from "openapi-contract-kit";

export default defineConfig({
  contracts: [
    {
      document: "docs/shop.yaml",
      test: { target: process.env.API_URL ?? "http://127.0.0.1:8080" },
    },
  ],
});
`);
  expect(await text("package.json")).toMatch(
    /^\{\n {4}"name": "shop",[\s\S]*"contract:test": "contract-kit test"\n {4}\}\n\}\n$/,
  );
  const workflow = await text(".github/workflows/contract.yml");
  expect(workflow).toContain("npx contract-kit generate --check");
  expect(workflow).toContain("      # Start the server here, in the background; the next step waits for it.\n");
  expect(workflow).toContain("npx contract-kit test --wait 60 --reporter");
});

it("starts the server as the project does, and none for the mock", async () => {
  await writeFile(join(folder, "api.yaml"), DOCUMENT);
  await writeFile(join(folder, "package.json"), '{ "scripts": { "start": "node server.js" } }');
  expect((await init("--target", "http://127.0.0.1:8080")).code).toBe(0);
  expect(await text(".github/workflows/contract.yml")).toContain("run: npm start &\n");
  await rm(join(folder, ".github"), { recursive: true });
  expect((await init()).code).toBe(0);
  expect(await text(".github/workflows/contract.yml")).not.toMatch(/npm start|--wait|Start the server/);
});

const git = (...args: string[]) =>
  promisify(execFile)("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: folder });

/** What stands in the workflow, as GitHub reads it. */
async function workflowOf(path = ".github/workflows/contract.yml") {
  const { on, jobs } = parse(await text(path));
  const steps: { name?: string; if?: string; run?: string; env?: Record<string, string>; with?: { path?: string } }[] =
    jobs.contract.steps;
  const step = (name: string) => steps.find((each) => each.name === name);
  return { on, job: jobs.contract, steps, step, runs: steps.flatMap(({ run }) => run ?? []) };
}

it("tests the server also when an earlier step failed, within a limit", async () => {
  await writeFile(join(folder, "api.yaml"), DOCUMENT);
  await writeFile(join(folder, "package.json"), '{ "scripts": { "start": "node server.js" } }');
  await init("--target", "http://127.0.0.1:8080");
  const { job, steps } = await workflowOf();
  expect(job["timeout-minutes"]).toBe(30);
  const named = steps.filter(({ name }) => name !== undefined);
  expect(named.map(({ name }) => name)).toContain("The server keeps the contract");
  for (const each of named.slice(1)) expect(each.if, each.name).toMatch(/^\$\{\{ !cancelled\(\)/);
});

it.each([
  [0, false, 0],
  [1, false, 1],
  [1, true, 0],
  [2, true, 1],
])("a diff that ends with %i passes with the label %s only if it broke the contract", async (ended, isMeant, code) => {
  await writeFile(join(folder, "api.yaml"), DOCUMENT);
  await init();
  const { on, step } = await workflowOf();
  expect(step("The mock keeps the contract")).toBeDefined();
  expect(on.pull_request.types).toContain("labeled");
  const { run = "", env = {} } = step("What the change breaks") ?? {};
  expect(env["IS_MEANT"]).toContain("'breaking-change'");
  await writeFile(join(folder, "npx"), `#!/bin/sh\nexit ${ended}\n`, { mode: 0o755 });
  const given = { PATH: `${folder}:${process.env["PATH"]}`, IS_MEANT: String(isMeant), GITHUB_STEP_SUMMARY: "summary" };
  const options = { cwd: folder, env: { ...process.env, ...given } };
  const { status } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], options);
  expect(status).toBe(code);
});

it.each([
  ["package-lock.json", "{}", "npm ci"],
  ["pnpm-lock.yaml", "", "pnpm install --frozen-lockfile"],
  ["yarn.lock", "# yarn lockfile v1\n", "yarn install --frozen-lockfile"],
  ["yarn.lock", "__metadata:\n  version: 8\n", "yarn install --immutable"],
  ["none.txt", "", "npm install"],
])("installs by the lockfile: %s %j", async (lockfile, content, command) => {
  await writeFile(join(folder, "api.yaml"), DOCUMENT);
  await writeFile(join(folder, lockfile), content);
  await init();
  const { runs } = await workflowOf();
  expect(runs.slice(0, 2).includes(command)).toBe(true);
  expect(runs.includes("corepack enable")).toBe(!command.startsWith("npm"));
});

it("writes the workflow of a subfolder to the top of its repository, for the branch that Git knows", async () => {
  await git("init", "-q", "-b", "trunk");
  await writeFile(join(folder, "pnpm-lock.yaml"), "");
  const project = join(folder, "packages/api");
  await mkdir(project, { recursive: true });
  await writeFile(join(project, "package.json"), "{}");
  await writeFile(join(project, "api.yaml"), DOCUMENT);
  const { code, stdout } = await cli(["init"], { cwd: project });
  expect(code).toBe(0);
  expect(stdout).toContain(`${join("../../.github/workflows/contract-packages-api.yml")}: written`);
  const { on, job, steps, runs } = await workflowOf(".github/workflows/contract-packages-api.yml");
  expect(on.push.branches).toEqual(["trunk"]);
  expect(job.defaults).toEqual({ run: { "working-directory": "packages/api" } });
  expect(steps.at(-1)?.with?.path).toBe("packages/api/contract*.html");
  expect(runs).toContain("pnpm install --frozen-lockfile");
});

it("takes the branch of origin before the one that is checked out", async () => {
  await writeFile(join(folder, "api.yaml"), DOCUMENT);
  await git("init", "-q", "-b", "feature");
  await git("commit", "-q", "--allow-empty", "-m", "first");
  await git("update-ref", "refs/remotes/origin/release/2.x", "HEAD");
  await git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/release/2.x");
  await init();
  expect((await workflowOf()).on.push.branches).toEqual(["release/2.x"]);
});

it("leaves alone what is there", async () => {
  await writeFile(join(folder, "api.json"), '{ "openapi": "3.0.3" }');
  await writeFile(join(folder, "contract-kit.config.mjs"), "export default {};");
  await mkdir(join(folder, ".github/workflows"), { recursive: true });
  await writeFile(join(folder, ".github/workflows/contract.yml"), "mine");
  await writeFile(join(folder, "package.json"), '{ "scripts": { "contract:test": "mine" } }');
  const { code, stdout } = await init();
  expect(code).toBe(0);
  expect(stdout).toContain("contract-kit.config.mjs: is there already and stays as it is");
  expect(await text("contract-kit.config.mjs")).toBe("export default {};");
  expect(await text(".github/workflows/contract.yml")).toBe("mine");
  expect(JSON.parse(await text("package.json"))).toMatchObject({ scripts: { "contract:test": "mine" } });
  const before = await text("package.json");
  await init("--no-ci");
  expect(await text("package.json")).toBe(before);
});

it("takes all documents, or those that are named, and asks only a person", async () => {
  for (const name of ["a.yaml", "b.yml"]) await writeFile(join(folder, name), DOCUMENT);
  const unasked = await init();
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining("2 documents were found: a.yaml, b.yml") });
  expect(await init("b.yml", "-o", "src/b", "--no-ci")).toMatchObject({ code: 0 });
  expect(await text("contract-kit.config.ts")).toContain('{ document: "b.yml", output: "src/b" },');
  await rm(join(folder, "contract-kit.config.ts"));
  await writeFile(join(folder, "package.json"), "{}");
  expect(await init("--yes", "--no-ci")).toMatchObject({ code: 0 });
  expect(await text("contract-kit.config.mts")).toMatch(/"a\.yaml"[\s\S]*"b\.yml"/);
});

it("says what it needs", async () => {
  expect((await init()).stderr).toContain("no OpenAPI document was found [config]\n  hint: name it: ");
  await writeFile(join(folder, "old.yaml"), 'swagger: "2.0"\n');
  for (const args of [[], ["old.yaml"]])
    expect((await init(...args)).stderr).toMatch(
      /^old\.yaml: is a document of Swagger 2\.0.*\[config\]\n {2}hint: convert it: npx swagger2openapi old\.yaml/,
    );
  expect((await init("none.yaml")).stderr).toContain("none.yaml: is not there [config]");
  await rm(join(folder, "package.json"));
  expect((await init()).stderr).toContain(
    "package.json: is not there [config]\n  hint: run it in the folder of an npm",
  );
});
