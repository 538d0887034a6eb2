import { existsSync } from "node:fs";
import { join } from "node:path";
import { execute } from "../testing/packed-project.ts";
import { CONSUMER } from "./project.ts";

/** The compilers, by the name of the package. */
export const COMPILERS: readonly [name: string, version: string][] = [
  ["typescript", "5.9.3"],
  ["typescript", "6.0.3"],
  ["typescript", "7.0.2"],
  ["@typescript/native-preview", "7.0.0-dev.20260707.2"],
];

const STRICT = [
  "--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --verbatimModuleSyntax --isolatedModules",
  "--allowImportingTsExtensions --target es2023",
];

/** How applications check: a bundler's project, Node's, and a back end without DOM that checks its libraries too. */
export const MODES: readonly [name: string, options: string, entries: string[]][] = [
  ["bundler", "--module esnext --moduleResolution bundler --lib es2023,dom --types node", ["main.ts", "worker.ts"]],
  ["nodenext", "--module nodenext --moduleResolution nodenext --lib es2023,dom --types node", ["main.ts", "worker.ts"]],
  [
    "Node types only, skipLibCheck off",
    "--module nodenext --moduleResolution nodenext --lib es2023 --types node --skipLibCheck false",
    ["main.ts"],
  ],
];

/** Checks the consumer in each mode. @returns what the compiler complains of, nothing if nothing */
export async function typeFaults(application: string, modules: string, compiler: string): Promise<string[]> {
  const names = compiler === "typescript" ? ["tsc"] : ["tsgo", "tsgo.js"];
  const file = names.map((name) => join(modules, compiler, "bin", name)).find((path) => existsSync(path));
  if (file === undefined) return [`${compiler} has no ${names.join(" or ")}`];
  const faults: string[] = [];
  for (const [name, options, entries] of MODES) {
    const files = entries.map((entry) => join(CONSUMER, entry));
    const args = [file, ...[...STRICT, options].join(" ").split(" "), ...files];
    const { code, output } = await execute(process.execPath, args, { cwd: application });
    if (code !== 0) faults.push(`${name}: ${output || `ended with ${code}`}`);
  }
  return faults;
}
