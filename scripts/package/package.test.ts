import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { npm, type PackedProject, packedProject } from "../testing/packed-project.ts";
import { ROOT } from "../testing/run-cli.ts";
import { CONSUMER, NOTES } from "./testing/consumer.ts";
import { packageFaults } from "./testing/package-faults.ts";

/** The workflow that other repositories call. */
const REUSABLE = join(ROOT, ".github/workflows/contract.yml");
const NODE_22 = "22.23.3";

let project: PackedProject;
const node = (...args: string[]) => project.run(process.execPath, args);
const kit = (...args: string[]) => node("node_modules/openapi-contract-kit/scripts/contract-kit.js", ...args);

beforeAll(async () => {
  project = await packedProject();
  await writeFile(join(project.folder, "api.yaml"), NOTES);
  await writeFile(join(project.folder, "consumer.ts"), CONSUMER);
}, 300_000);

describe("the package", () => {
  it("holds what is used, and nothing else", async () => {
    const listed = execFileSync("tar", ["tzf", project.tarball], { encoding: "utf8" }).trim().split("\n");
    const folders = listed.map((path) =>
      path
        .split("/")
        .slice(1, 3)
        .join("/")
        .replace(/\/[^/]+\.\w+$/, ""),
    );
    expect([...new Set(folders)].sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      ...["contract-tests", "direct-upload", "generated", "generator", "scripts", "spec"].map((name) => `dist/${name}`),
      "generated/direct-upload",
      "package.json",
      "scripts",
      "spec",
    ]);
    expect(listed.filter((path) => /\.test\.|\/(?:testing|bench|fixture)\//.test(path))).toEqual([]);
  });

  it("is sound to publint and to Are the Types Wrong", async () => {
    expect(await packageFaults(project.tarball)).toEqual([]);
  }, 120_000);

  it("gives its types to strict programs, whatever resolves their imports", async () => {
    const tsc = "node_modules/typescript/bin/tsc";
    const strict = ["--noEmit", "--strict", "--target", "es2023", "--noUncheckedIndexedAccess", "consumer.ts"];
    for (const [module, resolution] of [
      ["nodenext", "nodenext"],
      ["esnext", "bundler"],
    ] as const) {
      const { code, output } = await node(tsc, "--module", module, "--moduleResolution", resolution, ...strict);
      expect(code, output).toBe(0);
    }
  }, 240_000);

  it("loads nothing but openapi-fetch for the client", async () => {
    await writeFile(
      join(project.folder, "trace.mjs"),
      `import { registerHooks } from "node:module";
      registerHooks({ load(url, context, next) { console.log(url); return next(url, context); } });
      await import("openapi-contract-kit/direct-upload");`,
    );
    const { output } = await node("trace.mjs");
    const modules = output
      .trim()
      .split("\n")
      .map((url) => url.replace(/^.*\/node_modules\//, ""));
    expect(modules.sort()).toEqual([
      "openapi-contract-kit/dist/direct-upload/client.js",
      "openapi-contract-kit/dist/direct-upload/index.js",
      "openapi-contract-kit/dist/direct-upload/validators.js",
      expect.stringMatching(/^openapi-fetch\/dist\/\w+\.m?js$/),
    ]);
  });

  it("takes a project from its document to checks in CI", async () => {
    const bin = `${dirname(process.execPath)}${delimiter}${process.env["PATH"]}`;
    const shell = (line: string, env = {}) =>
      project.run("bash", ["-euo", "pipefail", "-c", line], { PATH: bin, ...env });
    expect(await shell("git init -q && npx contract-kit init api.yaml --yes")).toMatchObject({ code: 0 });
    expect(await readFile(join(project.folder, "contract-kit.config.ts"), "utf8")).toContain("openapi-contract-kit");
    expect(await shell("npm run contract:generate")).toMatchObject({ code: 0 });
    await shell("git add api.yaml && git -c user.name=t -c user.email=t@example.com commit -qm first");
    const env = { BASE: "HEAD", GITHUB_STEP_SUMMARY: "summary.md", DOCUMENT: "", START: "true" };
    for (const workflow of [join(project.folder, ".github/workflows/contract.yml"), REUSABLE]) {
      const steps = stepsOf(await readFile(workflow, "utf8"));
      expect(steps.length).toBeGreaterThan(3);
      for (const step of steps) {
        const { code, output } = await shell(step, env);
        expect(code, `${workflow}: ${step}\n${output}`).toBe(0);
      }
    }
    expect(await readFile(join(project.folder, "summary.md"), "utf8")).toMatch(/Contract: \*\*none\*\*[\s\S]*92/);
    expect(await readFile(join(project.folder, "contract.html"), "utf8")).toContain("The contract is kept");
  }, 240_000);

  it("makes the same artefacts as the repository", async () => {
    const { folder } = project;
    await mkdir(join(folder, "spec"));
    await writeFile(join(folder, "spec/direct-upload.yaml"), await readFile(join(ROOT, "spec/direct-upload.yaml")));
    expect(await kit("generate", "spec/direct-upload.yaml", "-o", "generated/direct-upload")).toMatchObject({
      code: 0,
    });
    for (const path of ["validators.js", "client.ts", "types.ts", "manifest.json"]) {
      const file = join("generated/direct-upload", path);
      expect(await readFile(join(folder, file), "utf8")).toBe(await readFile(join(ROOT, file), "utf8"));
    }
  }, 120_000);

  it("gives every export to plain JavaScript, on the oldest Node and on this one", async (context) => {
    const script = join(project.folder, "consumer.mjs");
    await writeFile(script, CONSUMER.replaceAll(/^(?:import|export) type .*\n|: string(?= =)/gm, ""));
    const said = "kept: 0 failed of 92, 201, 0 problems, none, 11 files, id must be a string";
    const here = await node(script);
    expect(here.output).toContain(said);
    const old = await oldNode();
    if (old === undefined) return context.skip("Node 22 cannot be had for this machine");
    const { output } = await project.run(old, [script]);
    expect(output).toContain(said);
  }, 240_000);
});

/** The commands of a workflow's only job, without the installation. */
function stepsOf(workflow: string): string[] {
  const { jobs } = parse(workflow) as { jobs: { contract: { steps: { run?: string }[] } } };
  return jobs.contract.steps.flatMap(({ run }) => (run === undefined || run === "npm ci" ? [] : [run]));
}

/** Node 22 from the registry; nothing of the machine is changed. */
async function oldNode(): Promise<string | undefined> {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const folder = join(dirname(project.folder), "node-22");
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), "{}");
  try {
    await npm(folder, ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", `${name}@${NODE_22}`]);
  } catch {
    return undefined;
  }
  return join(folder, "node_modules", name, process.platform === "win32" ? "bin/node.exe" : "bin/node");
}
