import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { GuideRunner } from "./testing/guide.ts";
import { ROOT } from "./testing/run-cli.ts";

/** In the order in which they are to be read: each works in the project as the ones before have left it. */
const GUIDES = ["own-document.md", "ci.md", "your-server.md", "client.md"];

/** Changes what the project's artefacts are: it comes after all that is tested of the others. */
const LAST = "publish-the-client.md";

let folder = "";
let guide: GuideRunner;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "guides-"));
  await linkModules(join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(folder, ".gitignore"), "node_modules\n.bin\n*.bak\n");
  guide = new GuideRunner(
    folder,
    new Map([
      ["4010", await freePort()],
      ["4011", await freePort()],
    ]),
  );
  await guide.prepare();
  await guide.command("git init -q && git config user.name t && git config user.email t@example.com");
});
afterAll(async () => {
  guide.end();
  await rm(folder, { recursive: true, force: true });
});

/** What `npm install` would put there; Vitest is a copy, as it takes what is around it for the project. */
async function linkModules(modules: string): Promise<void> {
  await mkdir(modules);
  for (const name of await readdir(join(ROOT, "node_modules"))) {
    if (!name.startsWith(".") && name !== "vitest")
      await symlink(join(ROOT, "node_modules", name), join(modules, name));
  }
  await cp(join(ROOT, "node_modules/vitest"), join(modules, "vitest"), { recursive: true });
  await symlink(ROOT, join(modules, "openapi-contract-kit"));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

describe("docs/guides", { timeout: 300_000 }, () => {
  it("has these guides, and lists them", async () => {
    const files = (await readdir(join(ROOT, "docs/guides"))).filter((name) => name !== "README.md");
    expect(files.sort()).toEqual([...GUIDES, LAST].sort());
    const list = await readFile(join(ROOT, "docs/guides/README.md"), "utf8");
    for (const file of files) expect(list).toContain(`(${file})`);
  });

  it.each(GUIDES)("does what %s says", (file) => guide.run(file));

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
    await guide.run(LAST);
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
