import { execFileSync } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { freePort } from "../testing/free-port.ts";
import { execute, npm, type PackedProject, packedProject } from "../testing/packed-project.ts";
import { ROOT } from "../testing/run-cli.ts";
import { CONSUMER, NOTES } from "./testing/consumer.ts";
import { packageFaults } from "./testing/package-faults.ts";

/** The workflow that other repositories call. */
const REUSABLE = join(ROOT, ".github/workflows/contract.yml");
const JSON_BODY = { "content-type": "application/json" };

/** A server that keeps the contract, which takes a while to start. */
const SERVER = `import { writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { createMock } from "openapi-contract-kit";
writeFileSync("server.pid", String(process.pid));
await setTimeout(1_000);
await createMock("api.yaml", { port: Number(process.env.PORT) });
`;
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

  it("takes a project from its document to checks in CI, with a server that the workflow starts", async () => {
    const { folder } = project;
    const bin = `${dirname(process.execPath)}${delimiter}${process.env["PATH"]}`;
    const shell = (line: string, env = {}) =>
      project.run("bash", ["-euo", "pipefail", "-c", line], { PATH: bin, ...env });
    const port = String(await freePort());
    await writeFile(join(folder, "server.mjs"), SERVER);
    expect(await shell("npm pkg set 'scripts.start=node server.mjs'")).toMatchObject({ code: 0 });
    const init = `git init -q && npx contract-kit init api.yaml --yes --target http://127.0.0.1:${port}`;
    expect(await shell(init)).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, "contract-kit.config.ts"), "utf8")).toContain("openapi-contract-kit");
    expect(await shell("npm run contract:generate")).toMatchObject({ code: 0 });
    await shell("git add api.yaml && git -c user.name=t -c user.email=t@example.com commit -qm first");
    const env = {
      BASE: "HEAD",
      GITHUB_STEP_SUMMARY: "summary.md",
      DOCUMENT: "",
      START: "npm start &",
      PORT: port,
      IS_MEANT: "false",
    };
    for (const workflow of [join(folder, ".github/workflows/contract.yml"), REUSABLE]) {
      const steps = stepsOf(await readFile(workflow, "utf8"));
      expect(steps.length).toBeGreaterThan(4);
      for (const step of steps) {
        // What goes on in the background must not keep this step's output open.
        const starts = /&$|START"$/.test(step);
        const { code, output } = await shell(starts ? `{ ${step}\n} > start.log 2>&1` : step, env);
        expect(code, `${workflow}: ${step}\n${output}`).toBe(0);
      }
      const html = await readFile(join(folder, "contract.html"), "utf8");
      expect(html).toContain("The contract is kept");
      expect(html).toContain(`127.0.0.1:${port}`);
      process.kill(Number(await readFile(join(folder, "server.pid"), "utf8")));
      await rm(join(folder, "contract.html"));
    }
    expect(await readFile(join(folder, "summary.md"), "utf8")).toMatch(
      /Contract: \*\*none\*\*[\s\S]*The contract is kept/,
    );
    // The next change has its verdict.
    await shell("sed -i.bak 's/maxLength: 5/maxLength: 4/' api.yaml");
    const [, , diff = ""] = stepsOf(await readFile(REUSABLE, "utf8"));
    expect(await shell(diff, env)).toMatchObject({ code: 1 });
    expect(await shell(diff, { ...env, IS_MEANT: "true" })).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, "summary.md"), "utf8")).toContain("Contract: **major**");
    await shell("mv api.yaml.bak api.yaml");
  }, 240_000);

  it("serves what the configuration says, and says what it needs without one", async () => {
    const { folder } = project;
    await mkdir(join(folder, "elsewhere"));
    const elsewhere = join(folder, "elsewhere");
    const inElsewhere = (...args: string[]) =>
      execute(process.execPath, [join(folder, "node_modules/openapi-contract-kit/scripts/contract-kit.js"), ...args], {
        cwd: elsewhere,
      });
    // The next .git ends the search for a configuration.
    await mkdir(join(elsewhere, ".git"));
    for (const command of ["generate", "lint", "test", "mock"]) {
      const hint = new RegExp(
        `no document and no contract-kit\\.config\\.ts.*\\n {2}hint: name one: .contract-kit ${command} `,
      );
      expect(await inElsewhere(command)).toMatchObject({ code: 2, output: expect.stringMatching(hint) });
    }
    await writeFile(join(elsewhere, "notes.yaml"), NOTES);
    const config = 'export default { contracts: [{ document: "notes.yaml", mock: { port: 0 } }] };\n';
    await writeFile(join(elsewhere, "contract-kit.config.mts"), config);
    const served = "node ../node_modules/openapi-contract-kit/scripts/contract-kit.js mock > mock.log 2>&1 & echo $!";
    const { output } = await execute("bash", ["-c", served], { cwd: elsewhere });
    try {
      const log = () => readFile(join(elsewhere, "mock.log"), "utf8");
      await expect.poll(log, { timeout: 30_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(await log()) ?? [];
      const answer = await fetch(`${url}/notes`, { method: "POST", body: '{"title":"too long"}', headers: JSON_BODY });
      expect(answer.status).toBe(400);
    } finally {
      process.kill(Number(output));
    }
  }, 120_000);

  it("generates for more operations than one thread compiles", async () => {
    const operation = (index: number) =>
      `  /things/${index}:\n    post:\n      operationId: make${index}\n      requestBody: { content: { application/json: { schema: { type: object, properties: { size: { type: integer, maximum: ${index} } } } } } }\n      responses: { "200": { description: ok } }\n`;
    const paths = Array.from({ length: 160 }, (_, index) => operation(index)).join("");
    const head =
      'openapi: 3.1.1\ninfo: { title: Many, version: "1" }\nservers: [{ url: https://many.example }]\npaths:\n';
    await writeFile(join(project.folder, "many.yaml"), head + paths);
    const made = await kit("generate", "many.yaml", "-o", "many", "--no-cases");
    expect(made.code, made.output).toBe(0);
    const script =
      'import { validateMake7Body as v } from "./many/validators.js"; console.log(v({ size: 7 }).valid, v({ size: 8 }).valid);';
    expect((await node("--input-type=module", "-e", script)).output).toBe("true false\n");
  }, 120_000);

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
    const said = /kept: 0 failed of \d{2,}, 201, 0 problems, none, 12 files, id must be a string/;
    const here = await node(script);
    expect(here.output).toMatch(said);
    const old = await oldNode();
    if (old === undefined) return context.skip("Node 22 cannot be had for this machine");
    const { output } = await project.run(old, [script]);
    expect(output).toMatch(said);
  }, 240_000);
});

/** The commands of a workflow's only job, without the installation. */
function stepsOf(workflow: string): string[] {
  const { jobs } = parse(workflow) as { jobs: { contract: { steps: { run?: string }[] } } };
  return jobs.contract.steps.flatMap(({ run }) => (run === undefined || /^npm (?:ci|install)$/.test(run) ? [] : [run]));
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
