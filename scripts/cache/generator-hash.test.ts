import { cp, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { generatorHash } from "./generator-hash.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const PARTS = [
  "generator/emit",
  "spec/interchange",
  "scripts/client-package",
  "scripts/generate-to.ts",
  "scripts/contract-folder.ts",
];
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "generator-hash-"));
  for (const part of [...PARTS, "package.json"]) await cp(join(ROOT, part), join(root, part), { recursive: true });
  return () => rm(root, { recursive: true });
});

it("changes with the generator's sources and versions, and with nothing else", async () => {
  const first = await generatorHash(root);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  await writeFile(join(root, "generator/emit/header.test.ts"), "// a test makes no artefact");
  expect(await generatorHash(root)).toBe(first);

  const seen = new Set([first]);
  await writeFile(join(root, "generator/emit/header.ts"), "export const header = 1;\n");
  seen.add(await generatorHash(root));
  await rename(join(root, "generator/emit/header.ts"), join(root, "generator/emit/heading.ts"));
  seen.add(await generatorHash(root));
  await writeFile(join(root, "package.json"), '{ "version": "9.9.9" }');
  seen.add(await generatorHash(root));
  expect(seen.size).toBe(4);
});
