import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cli } from "./testing/run-cli.ts";

const DOCUMENT = 'openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\n';
const HINT = "npm install openapi-fetch";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dependency-"));
  await mkdir(join(folder, "app"));
  await writeFile(join(folder, "api.yaml"), DOCUMENT);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const generate = (...args: string[]) => cli(["generate", "../api.yaml", ...args], { cwd: join(folder, "app") });
const manifest = (content: object) => writeFile(join(folder, "app/package.json"), JSON.stringify(content));

describe("generate, where the client's dependency is", () => {
  it("missing, says so each time, and fails for nothing", async () => {
    await manifest({ devDependencies: { "openapi-contract-kit": "0.1.0" } });
    for (let times = 0; times < 2; times++) {
      const { code, stdout } = await generate("-o", "src/api");
      expect(code).toBe(0);
      expect(stdout).toContain(HINT);
    }
  });

  it.each(["dependencies", "peerDependencies", "devDependencies"])("in %s, says nothing", async (kind) => {
    await manifest({ [kind]: { "openapi-fetch": "0.17.0" } });
    expect((await generate("-o", "src/api")).stdout).not.toContain(HINT);
  });

  it("of no project, or that of a package of its own, says nothing", async () => {
    expect((await generate("-o", "src/api")).stdout).not.toContain(HINT);
    await manifest({});
    const { code, stdout } = await generate("-o", "packages/t", "--package", "t");
    expect(code).toBe(0);
    expect(stdout).not.toContain(HINT);
  });
});

it("tells how the client is imported from beside the working folder", async () => {
  await manifest({});
  expect((await generate("-o", "../out")).stdout).toContain('from "../out/client.ts"');
  expect((await generate("-o", "src/api")).stdout).toContain('from "./src/api/client.ts"');
});
