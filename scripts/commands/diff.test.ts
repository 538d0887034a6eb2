import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cli } from "../testing/run-cli.ts";

const document = (schema: string) => `openapi: 3.1.1
info: { title: t, version: "1" }
servers: [{ url: https://shop.example }]
paths:
  /orders:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: ${schema}
      responses: { "200": { description: "" } }
`;
const OLD = "{ type: object, required: [quantity], properties: { quantity: { type: integer, maximum: 9 } } }";
const NEW = OLD.replace("9", "5");
const WIDER = OLD.replace("9", "12");

let folder = "";
const run = (args: string[]) => cli(["diff", ...args], { cwd: folder });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diff-"));
  await mkdir(join(folder, "spec"));
  await writeFile(join(folder, "spec/api.yaml"), document('{ $ref: "./order.yaml" }'));
  await writeFile(join(folder, "spec/order.yaml"), OLD);
  const git = (...args: string[]) =>
    promisify(execFile)("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: folder });
  await git("init", "-q");
  await git("add", ".");
  await git("commit", "-qm", "first");
  await writeFile(join(folder, "spec/order.yaml"), NEW);
  await writeFile(join(folder, "wider.yaml"), document(WIDER));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("says with a request what breaks, and where it stands in both documents", async () => {
  const { code, stdout } = await run(["git:HEAD:spec/api.yaml", "spec/api.yaml"]);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^POST \/orders\n\n {2}✖ breaking {2}refuses a request that BASE takes: .*maximum\] request-refused/,
  );
  expect(stdout).toContain("base    git:HEAD:spec/");
  expect(stdout).toMatch(
    /request curl -sS -i --path-as-is -X POST 'https:\/\/shop\.example\/orders'[\s\S]*--data-raw '\{"quantity":[6-9]\}'/,
  );
  expect(stdout).toMatch(/\n✖ major {2}1 breaking change {2}git:HEAD:spec\/api\.yaml → spec\/api\.yaml\n$/);
});

test("exits with 0 where nothing breaks, and where nothing has changed", async () => {
  expect(await run(["git:HEAD:spec/api.yaml", "wider.yaml"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("✔ minor"),
  });
  expect(await run(["spec/api.yaml", "spec/api.yaml"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("✔ none"),
  });
});

test("speaks to machines and to pull requests", async () => {
  const args = ["git:HEAD:spec/api.yaml", "spec/api.yaml", "--format"];
  const json = await run([...args, "json"]);
  expect(JSON.parse(json.stdout)).toMatchObject({
    summary: { step: "major", breaking: 1, unproved: 0, nonBreaking: 0 },
    changes: [{ kind: "breaking", rule: "request-refused", witness: { refusals: [{ keyword: "maximum" }] } }],
  });
  const github = await run([...args, "github"]);
  expect(github.stdout).toMatch(
    /^::error file=spec\/api\.yaml,line=\d+,title=breaking%3A request-refused::POST \/orders refuses/,
  );
  const markdown = await run([...args, "markdown"]);
  expect(markdown.stdout).toMatch(/^### ❌ Contract: \*\*major\*\*\n[\s\S]*```sh\n {2}curl /);
});

test("generate says what a changed document changes, and nothing where it has not", async () => {
  const generate = () => cli(["generate", "made.yaml", "-o", "made"], { cwd: folder });
  await writeFile(join(folder, "made.yaml"), document(OLD));
  expect((await generate()).stdout).not.toContain("contract-kit diff");
  await writeFile(join(folder, "made.yaml"), document(NEW));
  expect((await generate()).stdout).toMatch(
    /\n {2}major: 1 breaking change\n {2}contract-kit diff git:HEAD:\.\/made\/openapi\.json/,
  );
  await writeFile(join(folder, "made.yaml"), document(NEW).replace("title: t", "title: other"));
  expect((await generate()).stdout).toContain("\n  patch: nothing has changed that a message could show\n");
  expect((await generate()).stdout).not.toContain("contract-kit diff");
});

test("cannot run on what is not there, and says how to name it", async () => {
  expect(await run(["none.yaml", "spec/api.yaml"])).toMatchObject({ code: 2, stdout: "" });
  const revision = await run(["git:nowhere:spec/api.yaml", "spec/api.yaml"]);
  expect(revision).toMatchObject({ code: 2, stderr: expect.stringContaining("write it as git:REV:path") });
  expect(revision.stderr).toMatch(/^git:nowhere:spec\/api\.yaml: there is no revision nowhere \[unreadable\]\n/);
  const file = await run(["git:HEAD:spec/none.yaml", "spec/api.yaml"]);
  expect(file).toMatchObject({ code: 2, stderr: expect.stringContaining("spec/none.yaml is not in revision HEAD [") });
});

test("compares a file alone with what it was", async () => {
  const alone = await run(["spec/api.yaml"]);
  expect(alone).toMatchObject({ code: 1, stderr: "" });
  expect(alone.stdout).toContain("✖ major  1 breaking change  git:HEAD:./spec/api.yaml → spec/api.yaml\n");
  expect((await run([join(folder, "spec/api.yaml"), "--since", "HEAD"])).stdout).toBe(alone.stdout);
});

test.each([
  [[], "there is no document and no contract-kit.config.ts"],
  [["git:HEAD:spec/api.yaml"], "has nothing to be compared with"],
  [["spec/api.yaml", "--changeset"], "it is not said which package it is about"],
  [["spec/api.yaml", "--changeset", "--package", "shop"], "generate it first"],
])("says why it cannot run on %j", async (args, words) => {
  expect(await run(args)).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(words) });
});

test("before the first commit, a document of the configuration is new", async () => {
  const fresh = join(folder, "fresh");
  await mkdir(fresh);
  await promisify(execFile)("git", ["init", "-q"], { cwd: fresh });
  await writeFile(join(fresh, "api.yaml"), document(OLD));
  await writeFile(
    join(fresh, "contract-kit.config.mts"),
    'export default { contracts: [{ document: "api.yaml" }] };\n',
  );
  const { code, stdout, stderr } = await cli(["diff"], { cwd: fresh });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("✔ compatible  is new since HEAD document-added  api.yaml:1\n");
  expect(await cli(["diff", "--since", "nowhere"], { cwd: fresh })).toMatchObject({ code: 2 });
});
