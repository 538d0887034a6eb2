import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The names that a configuration may have, in the order in which they are looked for. */
export const CONFIG_NAMES = ["ts", "mts", "js", "mjs"].map((extension) => `contract-kit.config.${extension}`);

/** The nearest configuration in a folder or above it, not beyond its Git repository; `undefined` when there is none. */
export function findConfig(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const file = CONFIG_NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (file !== undefined) return file;
    if (existsSync(join(folder, ".git")) || folder === dirname(folder)) return undefined;
  }
}
