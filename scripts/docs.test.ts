import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createMock } from "./api/create-mock.ts";
import { snippetsOf } from "./testing/guide.ts";
import { ROOT } from "./testing/run-cli.ts";
import { createTextClone, createTextProject, type TextProject } from "./testing/text-project.ts";

/** Those that the texts send. */
const CREDENTIALS = { token: "my-token" };

/** An image of one pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC",
  "base64",
);

const text = (path: string) => readFile(join(ROOT, path), "utf8");

/** The document of the guides, with an operation that reads. */
async function notes(): Promise<string> {
  const [document] = snippetsOf(await text("docs/guides/own-document.md"));
  const reading = `    get:
      operationId: listNotes
      responses:
        "200": { description: All of them. }
        "401": { description: "There are no credentials, or wrong ones." }
`;
  return (document?.code ?? "").replace("  /notes:\n", `  /notes:\n${reading}`);
}

let project: TextProject;
let clone: TextProject;
beforeAll(async () => {
  project = await createTextProject();
  clone = await createTextClone();
  await project.runner.write("api.yaml", await notes());
  await project.runner.command("git add -A && git commit -qm first && git commit -q --allow-empty -m second");
  await writeFile(join(clone.folder, "beach.png"), PNG);
});
afterAll(async () => {
  for (const { folder, runner } of [project, clone]) {
    await runner.end();
    await rm(folder, { recursive: true, force: true });
  }
});

/** A server that keeps the contract of api.yaml, at what stands for port 8080, while something runs. */
async function besideServer(run: () => Promise<void>): Promise<void> {
  const options = { port: project.ports.get("8080") ?? 0, credentials: CREDENTIALS };
  const mock = await createMock(join(project.folder, "api.yaml"), options);
  try {
    await run();
  } finally {
    await mock.close();
  }
}

describe("README.md", { timeout: 240_000 }, () => {
  it("takes a project from its document to a verdict, as it says", async () => {
    const [own = ""] = (await text("README.md")).split("\n## The first contract\n");
    await project.runner.run("README.md", own);
    for (const path of ["contract-kit.config.ts", ".github/workflows/contract.yml", "generated/api/client.ts"])
      expect(existsSync(join(project.folder, path)), path).toBe(true);
  });

  it("shows the first contract in a clone", async () => {
    const [, first = ""] = (await text("README.md")).split("\n## The first contract\n");
    // CI runs all tests: see below.
    await clone.runner.run("README.md", first.replace(/^npm test .*\n/m, ""));
    expect(await readFile(join(clone.folder, "again.png"))).toEqual(PNG);
  });
});

describe("docs", { timeout: 240_000 }, () => {
  it("generate.md", async () => {
    await project.runner.run("docs/generate.md", await text("docs/generate.md"));
    expect(existsSync(join(project.folder, "packages/notes/index.js"))).toBe(true);
  });

  it("diff.md", async () => {
    const { runner, folder } = project;
    const document = await notes();
    await runner.write("spec/api.yaml", document);
    await runner.command("git add spec && git commit -qm spec && git update-ref refs/remotes/origin/main HEAD");
    await runner.write("old.yaml", document);
    const next = document.replace("maxLength: 80", "maxLength: 90");
    for (const path of ["new.yaml", "spec/api.yaml"]) await runner.write(path, next);
    await runner.run("docs/diff.md", await text("docs/diff.md"));
    expect(await readFile(join(folder, "comment.md"), "utf8")).toContain("Contract: **minor**");
  });

  it("testing.md, with its workflow", () =>
    besideServer(async () => {
      const { runner, folder } = project;
      await runner.run("docs/testing.md", await text("docs/testing.md"));
      expect(await readFile(join(folder, "report.html"), "utf8")).toContain("createNote");
      const { jobs } = parse(await readFile(join(folder, ".github/workflows/shards.yml"), "utf8")) as Workflow;
      const shards = jobs["contract"]?.strategy?.matrix.shard ?? [];
      expect(shards.length).toBeGreaterThan(1);
      for (const shard of shards) for (const step of kitSteps(jobs, "contract", shard)) await runner.command(step);
      for (const step of kitSteps(jobs, "report")) await runner.command(step);
      await runner.command("npx vitest run contract-1.test.ts");
    }));

  it("fuzzing.md", () =>
    besideServer(async () => project.runner.run("docs/fuzzing.md", await text("docs/fuzzing.md"))));

  it("overlays.md", async () => {
    const { runner, folder } = project;
    const theirs = {
      ...{ openapi: "3.1.1", info: { title: "Shop", version: "1" } },
      paths: {
        "/carts": {
          get: {
            parameters: [{ name: "trace", in: "query", schema: { type: "string" } }],
            responses: {
              200: {
                description: "ok",
                content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
              },
            },
          },
        },
      },
      components: { schemas: { Order: { type: "object", properties: { quantity: { type: "integer" } } } } },
    };
    for (const name of ["theirs", "theirs-before", "theirs-now"])
      await runner.write(`${name}.json`, JSON.stringify(theirs));
    const overlay = snippetsOf(await text("docs/overlays.md")).find(({ file }) => file === "ours.overlay.yaml");
    await runner.write("ours.overlay.yaml", overlay?.code ?? "");
    await runner.command("git add -A && git commit -qm overlays && git branch -qf main");
    await runner.run("docs/overlays.md", await text("docs/overlays.md"));
    expect(await readFile(join(folder, "src/api/types.ts"), "utf8")).not.toContain("trace?: string");
  });

  it("config.md", async () => {
    const { runner, folder } = project;
    const theirs = JSON.parse(await readFile(join(folder, "theirs.json"), "utf8"));
    theirs.paths["/users/all"] = { get: { responses: { 200: { description: "ok" } } } };
    await runner.write("vendor/theirs.json", JSON.stringify(theirs));
    await runner.write("vendor/mended.overlay.yaml", await readFile(join(folder, "ours.overlay.yaml"), "utf8"));
    await runner.run("docs/config.md", await text("docs/config.md"));
    await runner.command("npx contract-kit generate");
  });

  it("mock.md", async () => clone.runner.run("docs/mock.md", await text("docs/mock.md")));

  it("are all run: here, by another test, or by CI", async () => {
    const ELSEWHERE: Record<string, string> = {
      "docs/lint.md": "generator/lint/lint-document.test.ts",
      "spec/README.md": "scripts/overlays.test.ts",
      "CONTRIBUTING.md": ".ci/run",
      "ARCHITECTURE.md": "",
    };
    const own = await readFile(import.meta.filename, "utf8");
    const files = (await readdir(join(ROOT, "docs"))).filter((name) => name.endsWith(".md"));
    for (const name of files) {
      const hasCode = snippetsOf(await text(`docs/${name}`)).some(({ notRun }) => notRun === undefined);
      const test = ELSEWHERE[`docs/${name}`];
      if (test !== undefined) expect(existsSync(join(ROOT, test)), test).toBe(true);
      else if (hasCode && name !== "dependencies.md") expect(own, name).toContain(`docs/${name}`);
    }
    const ci = await text(".ci/run");
    const shared = snippetsOf(await text("CONTRIBUTING.md"))[0]?.code ?? "";
    for (const line of ["npm ci", "npm run check", "npm test"]) {
      expect(ci).toContain(line);
      expect(shared).toContain(line);
    }
    await clone.runner.command(`cd ${ROOT} && ${/^npx vitest run .*$/m.exec(shared)?.[0]}`);
  });
});

interface Workflow {
  jobs: Record<string, { strategy?: { matrix: { shard: number[] } }; steps: { run?: string }[] }>;
}

/** The steps of a job that run the kit, for one of its shards. */
function kitSteps(jobs: Workflow["jobs"], job: string, shard = 0): string[] {
  const values: Record<string, string> = { "matrix.shard": String(shard), "github.run_id": "7" };
  const steps = (jobs[job]?.steps ?? []).flatMap(({ run = "" }) => (run.startsWith("npx ") ? [run] : []));
  return steps.map((step) => step.replaceAll(/\$\{\{ ([\w.]+) \}\}/g, (_, name: string) => values[name] ?? ""));
}
