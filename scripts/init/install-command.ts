import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** How CI installs what a project needs, by the lockfile that is nearest. */
export interface Install {
  command: string;
  /** Whether the package manager comes by Corepack. */
  needsCorepack: boolean;
}

/** @param folders - the project's, and those above it that may hold its lockfile */
export function installCommand(folders: readonly string[]): Install {
  for (const folder of folders) {
    const has = (name: string) => existsSync(join(folder, name));
    if (has("package-lock.json") || has("npm-shrinkwrap.json")) return { command: "npm ci", needsCorepack: false };
    if (has("pnpm-lock.yaml")) return { command: "pnpm install --frozen-lockfile", needsCorepack: true };
    if (!has("yarn.lock")) continue;
    // Only Yarn 2 and later write this; Yarn 1 does not know their flag, nor they its.
    const isModern = readFileSync(join(folder, "yarn.lock"), "utf8").includes("__metadata:");
    return { command: `yarn install ${isModern ? "--immutable" : "--frozen-lockfile"}`, needsCorepack: true };
  }
  return { command: "npm install", needsCorepack: false };
}
