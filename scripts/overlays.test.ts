import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli } from "./testing/run-cli.ts";

const document = (maximum: number) => `openapi: 3.1.1
info: { title: Shop, version: "1" }
servers: [{ url: https://shop.example }]
paths:
  /orders:
    post:
      operationId: createOrder
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [quantity], properties: { quantity: { type: integer, maximum: ${maximum} } } }
      responses: { "200": { description: "" } }
`;
const overlay = (...actions: string[]) => `overlay: 1.1.0
info: { title: t, version: 1.0.0 }
actions:
${actions.map((action) => `  - ${action}\n`).join("")}`;
const QUANTITY = "$..quantity";

let folder = "";
const run = (args: string[], env: Record<string, string> = {}) => cli(args, { cwd: folder, env });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "overlay-"));
  await writeFile(join(folder, "package.json"), "{}");
  await writeFile(join(folder, "api.yaml"), document(9));
  await writeFile(join(folder, "wider.yaml"), document(12));
  await writeFile(join(folder, "limit.yaml"), overlay(`{ target: ${QUANTITY}, update: { maximum: 5 } }`));
  await writeFile(join(folder, "wrong.yaml"), overlay(`{ target: ${QUANTITY}, update: { default: 10 } }`));
  await writeFile(join(folder, "stale.yaml"), overlay(`{ target: "$.paths['/carts'].post", update: {} }`));
  const git = (...args: string[]) =>
    promisify(execFile)("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: folder });
  await git("init", "-q");
  await git("add", ".");
  await git("commit", "-qm", "first");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("--overlay", { timeout: 120_000 }, () => {
  it("changes what is generated, and stands in the manifest and in the command that makes it again", async () => {
    const args = ["generate", "api.yaml", "-o", "made", "--no-cases", "--overlay", "limit.yaml"];
    expect(await run(args)).toMatchObject({ code: 0 });
    const manifest = JSON.parse(await readFile(join(folder, "made/manifest.json"), "utf8"));
    expect(manifest).toMatchObject({
      overlays: ["limit.yaml"],
      regenerate: "npx contract-kit generate api.yaml -o made --overlay limit.yaml --no-cases",
    });
    expect(await readFile(join(folder, "made/constraints.md"), "utf8")).toContain("at most 5");
    expect(await run([...args, "--check"])).toMatchObject({ code: 0 });
  });

  it("is an input: what has been generated is known again, until an overlay changes", async () => {
    const env = { CONTRACT_KIT_CACHE: join(folder, "cache") };
    const args = ["generate", "api.yaml", "-o", "kept", "--no-cases", "--overlay", "kept.yaml"];
    await writeFile(join(folder, "kept.yaml"), overlay(`{ target: ${QUANTITY}, update: { maximum: 5 } }`));
    expect(await run(args, env)).toMatchObject({ code: 0 });
    expect(await run(args, env)).toMatchObject({ code: 0, stdout: expect.stringContaining("nothing changed") });
    await writeFile(join(folder, "kept.yaml"), overlay(`{ target: ${QUANTITY}, update: { maximum: 4 } }`));
    expect(await run([...args, "--check"], env)).toMatchObject({ code: 1 });
  });

  it("is read by lint, which tells the line of the overlay", async () => {
    const { code, stdout } = await run(["lint", "api.yaml", "--overlay", "limit.yaml", "--overlay", "wrong.yaml"]);
    expect(stdout).toMatch(/error invalid-default {2}wrong\.yaml:4:\d+ \/actions\/0\/update\/default/);
    expect(code).toBe(1);
  });

  it("is read by test, which runs the cases of the changed document", async () => {
    const reported = join(folder, "run.json");
    const reporter = `terminal,json=${reported}`;
    const { code, stdout } = await run(["test", "api.yaml", "--overlay", "limit.yaml", "--reporter", reporter]);
    expect(stdout).toMatch(/\d+ passed/);
    expect(code).toBe(0);
    expect(await readFile(reported, "utf8")).toMatch(/"createOrder\/body\/quantity\/maximum[^"]*6/);
  });

  it("stops every command when it selects nothing: the document has changed", async () => {
    for (const command of [
      ["generate", "api.yaml", "-o", "never"],
      ["lint", "api.yaml"],
      ["mock", "api.yaml"],
      ["test", "api.yaml"],
      ["diff", "api.yaml", "api.yaml"],
    ]) {
      expect(await run([...command, "--overlay", "stale.yaml"])).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(
          /^stale\.yaml:4:\d+ \/actions\/0\/target: selects nothing in api\.yaml: \$\.paths\['\/carts'\]\.post \[overlay-without-match\]\n {2}hint: .*\$\.paths is still there/,
        ),
      });
    }
  });
});

describe("diff with overlays", { timeout: 120_000 }, () => {
  it("applies --overlay to both sides", async () => {
    const { code, stdout } = await run(["diff", "api.yaml", "wider.yaml", "--overlay", "limit.yaml"]);
    expect(stdout).toContain("none");
    expect(code).toBe(0);
  });

  it("applies others to one side, and says what their lines break", async () => {
    const head = await run(["diff", "api.yaml", "api.yaml", "--head-overlay", "limit.yaml"]);
    expect(head).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/base {4}api\.yaml:12[\s\S]*head {4}limit\.yaml:4/),
    });
  });

  it("takes overlays of a revision", async () => {
    await writeFile(join(folder, "limit.yaml"), overlay(`{ target: ${QUANTITY}, update: { maximum: 3 } }`));
    const { code, stdout } = await run([
      ..."diff git:HEAD:api.yaml api.yaml --base-overlay git:HEAD:limit.yaml --head-overlay limit.yaml".split(" "),
    ]);
    expect(stdout).toMatch(/base {4}git:HEAD:limit\.yaml:4[\s\S]*head {4}limit\.yaml:4/);
    expect(code).toBe(1);
    const stale = await run(["diff", "git:HEAD:api.yaml", "api.yaml", "--overlay", "git:HEAD:stale.yaml"]);
    expect(stale.stderr).toMatch(/^git:HEAD:stale\.yaml:4:\d+ .*selects nothing in git:HEAD:api\.yaml: /);
  });
});
