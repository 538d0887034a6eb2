import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** What is measured beside the kit and is no dependency of it, in the versions of a day. */
export const PEERS = {
  "@hey-api/openapi-ts": "0.99.0",
  "@octokit/openapi": "23.0.2",
  orval: "8.38.0",
  // Some of the others load the compiler, and the latest has no interface for that.
  typescript: "5.9.3",
  zod: "4.6.7",
} as const;

/** The peers, installed in a folder of their own. */
export interface Peers {
  folder: string;
  /** The path of a file of a package. */
  fileOf(name: keyof typeof PEERS, file: string): string;
  /** A module of the folder. */
  load<Module>(file: string): Promise<Module>;
}

/** Installs the peers with npm, without any scripts of theirs. @throws Error with what npm says */
export async function installPeers(folder: string): Promise<Peers> {
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const wanted = Object.entries(PEERS).map(([name, version]) => `${name}@${version}`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", ...wanted];
  await promisify(execFile)(npm, args, { cwd: folder });
  const from = createRequire(join(folder, "package.json"));
  return {
    folder,
    fileOf: (name, file) => join(folder, "node_modules", name, file),
    load: (file) => import(pathToFileURL(from.resolve(file)).href),
  };
}
