import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { NOTES } from "../package/testing/consumer.ts";
import { execute } from "../testing/packed-project.ts";
import { cli, ROOT } from "../testing/run-cli.ts";

const PACKAGE = "packages/notes";
const FILE = ".changeset/contract-acme-notes.md";
/** A proxy that nobody answers at: none of this needs a network. */
const OFFLINE = { HTTPS_PROXY: "http://127.0.0.1:9", HTTP_PROXY: "http://127.0.0.1:9" };

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "release-"));
  const files = {
    "package.json": '{ "name": "shop", "private": true, "type": "module", "workspaces": ["packages/*"] }\n',
    "package-lock.json": '{ "name": "shop", "lockfileVersion": 3, "packages": {} }\n',
    ".gitignore": "node_modules\n",
    "api.yaml": NOTES,
    "contract-kit.config.ts": `export default {
      contracts: [{ document: "api.yaml", output: "${PACKAGE}", package: "@acme/notes", packageVersion: "keep" }],
    };\n`,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  await git("init", "-qb", "main");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const text = (path: string) => readFile(join(folder, path), "utf8");
const versionOf = async () => JSON.parse(await text(`${PACKAGE}/package.json`)).version;

async function run(program: string, ...args: string[]): Promise<string> {
  const { code, output } = await execute(program, args, { cwd: folder, env: OFFLINE });
  expect(code, `${program} ${args.join(" ")}\n${output}`).toBe(0);
  return output;
}

const git = (...args: string[]) => run("git", "-c", "user.name=t", "-c", "user.email=t@example.com", ...args);

async function kit(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(args, { cwd: folder });
  expect(code, stdout + stderr).toBe(0);
  return stdout;
}

/** What people and the workflow do, up to the pull request with the next version. */
async function change(from: string, to: string): Promise<void> {
  const before = await text("api.yaml");
  expect(before).toContain(from);
  await writeFile(join(folder, "api.yaml"), before.replace(from, to));
  await kit("generate");
  await commit(`${from} → ${to}`);
  await kit("diff", "--changeset");
}

async function release(): Promise<void> {
  const changeset = join(dirname(createRequire(import.meta.url).resolve("@changesets/cli/package.json")), "bin.js");
  await run(process.execPath, changeset, "version");
  await kit("generate", "--check");
  await commit("the next version");
}

async function commit(message: string): Promise<void> {
  await git("add", "-A");
  await git("commit", "-qm", message);
}

describe("the client of a document, from a change to its next version", { timeout: 240_000 }, () => {
  it("says what is missing on the way", async () => {
    expect((await cli(["diff", "--changeset"], { cwd: folder })).stderr).toContain("hint: generate it first");
    await kit("generate");
    expect(await kit("diff", "--changeset")).toContain("its first version is not committed yet");
    await commit("the first version");
    const { code, stderr } = await cli(["diff", "--changeset"], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^\.changeset: is not there \[config\]\n {2}hint: `npx changeset init` makes it/);
    await run("mkdir", ".changeset");
    const unset = await cli(["diff", "--changeset"], { cwd: folder });
    expect(unset.stderr).toMatch(/^\.changeset\/config\.json: is not there \[config\]\n/);
    await writeFile(
      join(folder, ".changeset/config.json"),
      await readFile(join(ROOT, ".changeset/config.json"), "utf8"),
    );
    expect(await kit("diff", "--changeset")).toContain("none is needed");
  });

  it("makes a compatible change a minor version", async () => {
    expect(await versionOf()).toBe("1.0.0");
    await change("maxLength: 5", "maxLength: 9");
    expect(await text(FILE)).toMatch(/^---\n"@acme\/notes": minor\n---\n\nThe contract: 1 compatible change\.\n/);
    await release();
    expect(await versionOf()).toBe("1.1.0");
    expect(await readdir(join(folder, ".changeset"))).toEqual(["config.json"]);
    expect(await kit("diff", "--changeset")).toContain("none is needed");
  });

  it("says all that has changed since the last version, as one changeset", async () => {
    await change("maxLength: 9", "maxLength: 7");
    expect(await text(FILE)).toContain('"@acme/notes": major');
    await change("maxLength: 7", "maxLength: 9");
    // What was taken back breaks nobody.
    expect(await readdir(join(folder, ".changeset"))).toEqual(["config.json"]);
    await change("description: refused", "description: It is refused.");
    expect(await text(FILE)).toContain('"@acme/notes": patch');
    await change("maxLength: 9", "maxLength: 8");
    await release();
    expect(await versionOf()).toBe("2.0.0");
    const changelog = await text(`${PACKAGE}/CHANGELOG.md`);
    expect(changelog).toMatch(
      /^# @acme\/notes\n\n## 2\.0\.0\n\n### Major Changes\n[\s\S]*## 1\.1\.0\n\n### Minor Changes\n/,
    );
    expect(changelog).toContain(
      "`POST /notes` refuses a request that the last version takes: /title must NOT have more than 8",
    );
  });

  it("packs what it has released", async () => {
    const listed = await run("npm", "pack", "--dry-run", "--json", `./${PACKAGE}`);
    expect(listed).toMatch(/"filename": "acme-notes-2\.0\.0\.tgz"/);
    expect(listed).toContain('"CHANGELOG.md"');
  });

  it("cannot tell without the history", async () => {
    const clone = join(folder, "node_modules.clone");
    await run("git", "clone", "-q", "--depth", "1", `file://${folder}`, clone);
    const { code, stderr } = await cli(["diff", "--changeset"], { cwd: clone });
    expect(code).toBe(2);
    expect(stderr).toContain("hint: `git fetch --unshallow`; in a workflow, `fetch-depth: 0` of actions/checkout");
  });

  it("takes two documents and a package, too, and wants a package", async () => {
    await writeFile(join(folder, "next.yaml"), (await text("api.yaml")).replace("maxLength: 8", "maxLength: 6"));
    await kit("diff", "api.yaml", "next.yaml", "--changeset", "--package", "other");
    expect(await text(".changeset/contract-other.md")).toContain('"other": major');
    const { code, stderr } = await cli(["diff", "api.yaml", "next.yaml", "--changeset"], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain("hint: name the package with --package");
  });
});

describe(".github/workflows/release.yml", () => {
  it("publishes this package with provenance, by scripts that there are", async () => {
    const workflow = parse(await readFile(join(ROOT, ".github/workflows/release.yml"), "utf8"));
    const { permissions, steps } = workflow.jobs.release;
    expect(permissions).toEqual({ contents: "write", "pull-requests": "write", "id-token": "write" });
    const action = steps.find(({ uses }: { uses?: string }) => uses?.startsWith("changesets/action@"));
    expect(action.env).toEqual({ NPM_CONFIG_PROVENANCE: "true" });
    const { scripts } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    for (const input of ["version-script", "publish-script"])
      expect(Object.keys(scripts)).toContain(action.with[input].replace("npm run ", ""));
  });

  it("has a changelog of every version", async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    expect(await readFile(join(ROOT, "CHANGELOG.md"), "utf8")).toContain(`\n## ${version}\n`);
  });
});
