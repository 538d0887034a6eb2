import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packageRoot } from "../../package-root.ts";
import { type Measured, measuredRun } from "./measured-run.ts";
import type { Peers } from "./peers.ts";

/** A row of a table, ratios first. */
export interface EditorRow {
  what: string;
  "× clock": string;
  "× CPU": string;
  "× memory": string;
  "CPU s": string;
  MB: string;
}

const require = createRequire(import.meta.url);
const CLI = join(import.meta.dirname, "../../contract-kit.js");
const TSC = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
const TYPES = join(dirname(require.resolve("openapi-typescript/package.json")), "bin/cli.js");
const OPERATION = "/repos/{owner}/{repo}/issues/{issue_number}";
const FILE = `import type { paths } from "./types.ts";
type Issue = paths[${JSON.stringify(OPERATION)}]["get"]["responses"]["200"]["content"]["application/json"];
export const titleOf = (issue: Issue): string => issue.title;
`;
const CONFIG = {
  compilerOptions: {
    ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true, types: [] },
    ...{ target: "ES2022", module: "ESNext", moduleResolution: "bundler", lib: ["ES2022", "DOM"] },
  },
  files: ["file.ts"],
};

/**
 * What the compiler takes for a file that uses one operation of GitHub's document, with the types of openapi-typescript
 * and with those that are generated here; then with the client, which openapi-typescript has none for.
 */
export async function editorTable(peers: Peers, { rounds }: { rounds: number }): Promise<EditorRow[]> {
  const document = peers.fileOf("@octokit/openapi", "generated/api.github.com.json");
  const folder = join(peers.folder, "editor");
  const place = (name: string) => join(folder, name);
  await mkdir(place("theirs"), { recursive: true });
  await symlink(join(packageRoot(), "node_modules"), join(folder, "node_modules"), "junction");
  await measuredRun([TYPES, document, "-o", join(place("theirs"), "types.ts")]);
  await measuredRun([CLI, "generate", document, "--no-cases", "-o", place("ours")], { CONTRACT_KIT_CACHE: "" });
  for (const name of ["theirs", "ours"]) await writeProject(place(name), FILE);
  const programs = [
    { what: "types of openapi-typescript", folder: place("theirs") },
    { what: "types of contract-kit", folder: place("ours") },
  ];
  const runs = programs.map((): Measured[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, program] of programs.entries())
      runs[index]?.push(await measuredRun([TSC, "-p", program.folder]));
  const best = runs.map((each) => each.reduce((least, run) => (run.cpuSeconds < least.cpuSeconds ? run : least)));
  const [peer] = best;
  return programs.map(({ what }, index): EditorRow => {
    const { seconds = 0, cpuSeconds = 0, megabytes = 0 } = best[index] ?? {};
    return {
      what,
      "× clock": (seconds / (peer?.seconds ?? 0)).toFixed(2),
      "× CPU": (cpuSeconds / (peer?.cpuSeconds ?? 0)).toFixed(2),
      "× memory": (megabytes / (peer?.megabytes ?? 0)).toFixed(2),
      "CPU s": cpuSeconds.toFixed(2),
      MB: megabytes.toFixed(0),
    };
  });
}

async function writeProject(folder: string, file: string): Promise<void> {
  await writeFile(join(folder, "file.ts"), file);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(CONFIG));
}
