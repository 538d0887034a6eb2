import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { GuideRunner } from "./testing/guide.ts";
import { ROOT } from "./testing/run-cli.ts";
import { createTextProject } from "./testing/text-project.ts";

/** In the order in which they are to be read: each works in the project as the ones before have left it. */
const GUIDES = ["own-document.md", "ci.md", "your-server.md", "client.md"];

/** Changes what the project's artefacts are: it comes after all that is tested of the others. */
const LAST = "publish-the-client.md";

let folder = "";
let guide: GuideRunner;

beforeAll(async () => {
  ({ folder, runner: guide } = await createTextProject());
});
afterAll(async () => {
  await guide.end();
  await rm(folder, { recursive: true, force: true });
});

const runGuide = async (file: string) =>
  guide.run(`docs/guides/${file}`, await readFile(join(ROOT, "docs/guides", file), "utf8"));

describe("docs/guides", { timeout: 300_000 }, () => {
  it("has these guides, and lists them", async () => {
    const files = (await readdir(join(ROOT, "docs/guides"))).filter((name) => name !== "README.md");
    expect(files.sort()).toEqual([...GUIDES, LAST].sort());
    const list = await readFile(join(ROOT, "docs/guides/README.md"), "utf8");
    for (const file of files) expect(list).toContain(`(${file})`);
  });

  it.each(GUIDES)("does what %s says", runGuide);

  it("passes the workflow of ci.md, line by line", async () => {
    const text = await readFile(join(folder, ".github/workflows/contract.yml"), "utf8");
    const { jobs } = parse(text) as { jobs: { contract: { steps: { run?: string }[] } } };
    const commands = jobs.contract.steps.flatMap(({ run }) => (run?.startsWith("npx ") ? [run] : []));
    expect(commands.length).toBeGreaterThan(3);
    for (const command of commands) await guide.command(command.replace("origin/main", "HEAD~1"));
    expect(await readFile(join(folder, "contract.html"), "utf8")).toContain("createNote");
  });

  it("has code that TypeScript takes", async () => {
    const compilerOptions = {
      ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true, types: ["node"] },
      ...{ target: "es2023", module: "nodenext", lib: ["es2023", "dom", "dom.iterable"] },
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
    await guide.command("npx tsc");
  });

  it("has a page and a worker that work", async () => {
    const load = (file: string) => import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href);
    const page = await load("public/page.js");
    expect(await page.keep("Groceries", "my-token")).toMatch(/^[0-9a-f-]{36}$/);
    await expect(page.keep("x".repeat(121), "my-token")).rejects.toThrow(/120/);
    expect(await readFile(join(folder, "public/page.js"), "utf8")).not.toMatch(
      /\bfrom "node:|require\("node:|new Function|\beval\(/,
    );
    const worker = (await load("src/worker.ts")).default;
    const request = new Request("https://worker.example/", { method: "POST", body: '{"title":"Groceries"}' });
    expect((await worker.fetch(request, { NOTES_TOKEN: "my-token" })).status).toBe(201);
  });

  it(`does what ${LAST} says, and passes its workflow`, async () => {
    await runGuide(LAST);
    const text = (path: string) => readFile(join(folder, path), "utf8");
    expect(JSON.parse(await text("packages/notes/package.json"))).toMatchObject({ version: "2.0.0" });
    expect(await text("packages/notes/CHANGELOG.md")).toContain("must NOT have more than 100 characters");
    await guide.command("git add -A && git commit -qm 'the next version'");
    const { jobs } = parse(await text(".github/workflows/release.yml"));
    expect(jobs.release.permissions).toMatchObject({ "id-token": "write" });
    const { steps } = jobs.release as { steps: { run?: string; with?: Record<string, string> }[] };
    for (const { run } of steps) if (run?.startsWith("npx ")) await guide.command(run);
    const { scripts } = JSON.parse(await text("package.json"));
    for (const input of ["version-script", "publish-script"])
      expect(Object.keys(scripts)).toContain(steps.at(-1)?.with?.[input]?.replace("npm run ", ""));
  });
});
