import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { createProgram } from "./program.ts";
import { ROOT } from "./testing/run-cli.ts";

const DECISIONS = join(ROOT, "docs/decisions");
const TEXTS = [
  "CONTRIBUTING.md",
  "ARCHITECTURE.md",
  "README.md",
  "docs",
  "docs/guides",
  "docs/decisions",
  "spec/README.md",
];

async function textFiles(): Promise<string[]> {
  const files = TEXTS.map(async (path) => {
    if (path.endsWith(".md")) return [path];
    return (await readdir(join(ROOT, path))).filter((name) => name.endsWith(".md")).map((name) => `${path}/${name}`);
  });
  return (await Promise.all(files)).flat();
}

/** Paths of the project that a text names in backquotes. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:spec|generator|contract-tests|scripts|docs)\/[\w./-]+)`/g)].map(
    ([, path = ""]) => path,
  );
}

describe("CONTRIBUTING.md", () => {
  it("has recipes that name files, and scripts, that there are", async () => {
    const text = await readFile(join(ROOT, "CONTRIBUTING.md"), "utf8");
    const recipes = text.split(/^## /m).slice(1);
    expect(recipes.length).toBeGreaterThan(4);
    for (const recipe of recipes) expect(pathsIn(recipe).length, recipe).toBeGreaterThan(2);
    const { scripts } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    for (const [, name = ""] of text.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(name);
  });
});

it("every path and link in the project's texts leads somewhere", async () => {
  const missing: string[] = [];
  for (const file of await textFiles()) {
    const text = await readFile(join(ROOT, file), "utf8");
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, link = ""]) =>
      join(dirname(file), link),
    );
    for (const path of [...pathsIn(text), ...links])
      if (!existsSync(join(ROOT, path))) missing.push(`${file}: ${path}`);
  }
  expect(missing).toEqual([]);
});

it("every command in the project's texts has options that there are", async () => {
  const unknown: string[] = [];
  for (const file of await textFiles()) {
    const text = (await readFile(join(ROOT, file), "utf8"))
      .replaceAll(/\\\n\s*/g, "")
      .replaceAll("--target …", "--target http://127.0.0.1");
    for (const [, line = ""] of text.matchAll(/npx contract-kit ([a-z].*)/g)) {
      const [name, ...args] = (line.split(/ [#|>] | &|`/)[0] ?? "").match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
      const command = createProgram().commands.find((each) => each.name() === name);
      const rest = command?.parseOptions(args.map((arg) => arg.replaceAll(/^['"]|['"]$/g, ""))).unknown ?? [
        `there is no ${name}`,
      ];
      if (rest.length > 0) unknown.push(`${file}: ${line}: ${rest.join(" ")}`);
    }
  }
  expect(unknown).toEqual([]);
});

it("docs/decisions/README.md lists every decision", async () => {
  const files = (await readdir(DECISIONS)).filter((name) => name !== "README.md").sort();
  const text = await readFile(join(DECISIONS, "README.md"), "utf8");
  expect([...text.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, name]) => name).sort()).toEqual(files);
});
