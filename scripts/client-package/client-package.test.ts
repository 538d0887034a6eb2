import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WILD_DOCUMENT } from "../../generator/emit/client/testing/wild-document.ts";
import { createMock } from "../api/create-mock.ts";
import { packageFaults } from "../package/testing/package-faults.ts";
import { snippetsOf } from "../testing/guide.ts";
import { execute, npm } from "../testing/packed-project.ts";
import { cli, type Ended, ROOT } from "../testing/run-cli.ts";

let folder = "";
const text = (path: string) => readFile(join(folder, path), "utf8");
const kit = (...args: string[]): Promise<Ended> => cli(args, { cwd: folder });
const ORDERS = ["generate", "orders.yaml", "-o", "packages/orders", "--package", "@acme/orders", "--no-cases"];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "client-package-"));
  const repository = "git+https://github.com/acme/shop.git";
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "shop", type: "module", repository }));
  await cp(join(ROOT, "spec/orders.yaml"), join(folder, "orders.yaml"));
  const made = await kit(...ORDERS);
  expect(made, made.stderr).toMatchObject({ code: 0 });
  expect(made.stdout).toContain("@acme/orders 1.0.0: npm publish ./packages/orders\n");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What TypeScript says of files of the folder, as strict as it can be. */
async function typeFaults(cwd: string, files: string[], moduleResolution: string): Promise<string> {
  const module = moduleResolution === "bundler" ? "esnext" : moduleResolution;
  const strict = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"];
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const options = ["--target", "es2023", "--module", module, "--moduleResolution", moduleResolution, ...strict];
  const { output } = await execute(process.execPath, [tsc, ...options, ...files], { cwd });
  return output;
}

describe("a generated package", () => {
  let project = "";
  beforeAll(async () => {
    await npm(join(folder, "packages/orders"), ["pack", "--pack-destination", folder]);
    project = join(folder, "consumer");
    await mkdir(project);
    await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
    const tarball = join(folder, "acme-orders-1.0.0.tgz");
    await npm(project, ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", tarball]);
  }, 120_000);

  it("says of itself what the document and the project say", async () => {
    expect(JSON.parse(await text("packages/orders/package.json"))).toMatchObject({
      ...{ name: "@acme/orders", version: "1.0.0", type: "module", sideEffects: false },
      repository: { type: "git", url: "git+https://github.com/acme/shop.git", directory: "packages/orders" },
      dependencies: {
        "openapi-fetch": JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")).dependencies["openapi-fetch"],
      },
    });
    const installed = await readdir(join(project, "node_modules/@acme/orders"));
    expect(installed.filter((name) => /^(?:cases|manifest|contract|constraints)|(?<!\.d)\.ts$/.test(name))).toEqual([]);
    const others = (await readdir(join(project, "node_modules"))).filter((name) => !name.startsWith("."));
    expect(others.sort()).toEqual(["@acme", "openapi-fetch", "openapi-typescript-helpers"]);
  });

  it("is sound to publint and to Are the Types Wrong", async () => {
    expect(await packageFaults(join(folder, "acme-orders-1.0.0.tgz"))).toEqual([]);
  }, 120_000);

  it("has a README whose code is TypeScript, and works from plain JavaScript", async () => {
    const [call, check] = snippetsOf(await text("packages/orders/README.md")).filter(
      ({ language }) => language === "ts",
    );
    const types =
      'import type { components } from "@acme/orders";\nexport type Order = components["schemas"]["Order"];\n';
    await writeFile(join(project, "call.ts"), call?.code ?? "");
    await writeFile(
      join(project, "check.ts"),
      `${check?.code}${types}// @ts-expect-error a text is no status\nconst s: 200 = "x";\n`,
    );
    expect(await typeFaults(project, ["call.ts", "check.ts"], "nodenext")).toBe("");
    expect(await typeFaults(project, ["call.ts", "check.ts"], "bundler")).toBe("");

    const mock = await createMock(join(folder, "orders.yaml"), { port: 0 });
    try {
      const code = call?.code.replace(/(createOrdersClient\(.*)\)/, `$1, { baseUrl: "${mock.url}" })`) ?? "";
      await writeFile(join(project, "call.mjs"), code);
      const called = await execute(process.execPath, ["call.mjs"], { cwd: project });
      expect(called).toMatchObject({ code: 0, output: expect.stringMatching(/id: 'ord_/) });
    } finally {
      await mock.close();
    }
    await writeFile(join(project, "check.mjs"), check?.code ?? "");
    const checked = await execute(process.execPath, ["check.mjs"], { cwd: project });
    expect(checked).toMatchObject({ code: 0, output: expect.stringContaining("keyword: 'required'") });
  }, 120_000);
});

it("is the same wherever and whenever it is made, and drifts as all that is generated", async () => {
  const before = await text("packages/orders/manifest.json");
  expect(Object.keys(JSON.parse(before).files)).toContain("package.json");
  expect(await kit(...ORDERS, "--check")).toMatchObject({ code: 0 });
  await writeFile(join(folder, "packages/orders/package.json"), "{}");
  expect((await kit(...ORDERS, "--check")).stderr).toContain("packages/orders/package.json: changed [drift]");
  const again = await cli(
    ["generate", "../orders.yaml", ...ORDERS.slice(2).map((arg) => (arg === "packages/orders" ? "orders" : arg))],
    {
      cwd: join(folder, "packages"),
      env: { TZ: "Asia/Kathmandu", LC_ALL: "tr_TR.UTF-8" },
    },
  );
  expect(again, again.stderr).toMatchObject({ code: 0 });
  expect(await text("packages/orders/manifest.json")).toBe(before);
});

it("keeps version and changelog of a release tool, and all else as it is generated", async () => {
  const kept = [...ORDERS, "--package-version", "keep"];
  expect((await kit(...kept)).code).toBe(0);
  const manifest = JSON.parse(await text("packages/orders/package.json"));
  await writeFile(
    join(folder, "packages/orders/package.json"),
    `${JSON.stringify({ ...manifest, version: "2.3.0" }, null, 2)}\n`,
  );
  await writeFile(join(folder, "packages/orders/CHANGELOG.md"), "# @acme/orders\n\n## 2.3.0\n");
  expect(await kit(...kept, "--check")).toMatchObject({ code: 0, stderr: "" });
  await writeFile(join(folder, "packages/orders/package.json"), JSON.stringify({ version: "2.4.0" }));
  expect((await kit(...kept)).stdout).toContain("@acme/orders 2.4.0");
  expect(JSON.parse(await text("packages/orders/package.json"))).toEqual({ ...manifest, version: "2.4.0" });
  expect(await text("packages/orders/CHANGELOG.md")).toBe("# @acme/orders\n\n## 2.3.0\n");
  // What is not kept is an error, as CHANGELOG.md would be lost.
  const lost = await kit(...ORDERS);
  expect(lost).toMatchObject({ code: 2, stderr: expect.stringContaining("--package-version keep") });
});

it.each([
  [
    ["--package", "My Notes"],
    /^package My Notes: is no name that npm takes: .* \[config\]\n {2}hint: did you mean my-notes\?/,
  ],
  [["--package", "@Acme/Notes"], /hint: did you mean @acme\/notes\?/],
  [["--package", "node_modules"], /hint: write it as in @acme\/notes-client/],
  [
    ["--package", "a", "--package-version", "1.0"],
    /^package version 1\.0: is no version .*\n {2}hint: write a semantic version/,
  ],
  [
    ["--package-version", "1.0.0"],
    /^package version 1\.0\.0: there is no package .*\n {2}hint: name one with --package/,
  ],
])("refuses %j, and says how to mend it", async (args, message) => {
  const { code, stderr } = await kit("generate", "orders.yaml", "-o", "refused", ...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  expect(await readdir(folder)).not.toContain("refused");
});

it("takes the document's version as npm takes one, and says so when it is none", async () => {
  const document = { openapi: "3.1.1", info: { title: "t", version: "latest", license: { name: "MIT" } }, paths: {} };
  await writeFile(join(folder, "small.json"), JSON.stringify(document));
  const { stdout, stderr } = await kit("generate", "small.json", "-o", "small", "--package", "small-api");
  expect(stderr).toMatch(
    /small\.json:1:\d+ \/info\/version: "latest" is no version .* \[package-version\]\n {2}hint: /,
  );
  expect(stdout).toContain("small-api 0.0.0");
  expect(JSON.parse(await text("small/package.json"))).toMatchObject({ version: "0.0.0", license: "MIT" });
});

it("has a README that compiles for a document with everything", async () => {
  await writeFile(join(folder, "wild.json"), JSON.stringify(WILD_DOCUMENT));
  const made = await kit("generate", "wild.json", "-o", "wild", "--package", "wild-api", "--no-cases");
  expect(made, made.stderr).toMatchObject({ code: 0 });
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  const snippets = snippetsOf(await text("wild/README.md")).filter(({ language }) => language === "ts");
  expect(snippets).toHaveLength(2);
  // A package may import itself by its name.
  for (const [index, { code }] of snippets.entries()) await writeFile(join(folder, `wild/readme-${index}.ts`), code);
  expect(
    await typeFaults(
      join(folder, "wild"),
      snippets.map((_, index) => `readme-${index}.ts`),
      "nodenext",
    ),
  ).toBe("");
}, 120_000);
