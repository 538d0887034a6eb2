import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageVersion } from "../package-version.ts";
import { ROOT } from "./run-cli.ts";

/** An empty project in which the package is installed as its users install it. */
export interface PackedProject {
  folder: string;
  tarball: string;
  /** Runs a program of the project; nothing is kept for the next run. */
  run(program: string, args: readonly string[], env?: Record<string, string>): Promise<Ended>;
}

/** A program that has ended. */
export interface Ended {
  code: number;
  /** What it has said on stdout and stderr. */
  output: string;
}

/** Packs what `npm run build` has made, and installs the tarball. @throws Error when that fails */
export async function packedProject(): Promise<PackedProject> {
  if (!existsSync(join(ROOT, "dist/scripts/api.js"))) throw new Error("there is no dist/: run `npm run build` first");
  const above = await mkdtemp(join(tmpdir(), "packed-"));
  const folder = join(above, "project");
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), '{ "name": "project", "private": true, "type": "module" }\n');
  // npm's own scripts have made dist/ already.
  await npm(ROOT, ["pack", "--ignore-scripts", "--pack-destination", above]);
  const tarball = join(above, `openapi-contract-kit-${packageVersion()}.tgz`);
  await npm(folder, ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", tarball]);
  return { folder, tarball, run: (program, args, env) => execute(program, args, { cwd: folder, env }) };
}

/** Runs npm. @throws Error with what it has said when it fails */
export async function npm(cwd: string, args: readonly string[]): Promise<void> {
  const { code, output } = await execute(process.platform === "win32" ? "npm.cmd" : "npm", args, { cwd });
  if (code !== 0) throw new Error(`npm ${args.join(" ")} ended with ${code}:\n${output}`);
}

/** Runs a program without what Vitest and npm tell theirs. */
export function execute(
  program: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> | undefined },
): Promise<Ended> {
  // What Vitest and npm tell the programs that they start is not for those of a user.
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|npm_)/i.test(name));
  return new Promise((done) => {
    const options = { cwd, env: { ...Object.fromEntries(own), NO_COLOR: "1", CONTRACT_KIT_CACHE: "", ...env } };
    const child = execFile(program, [...args], options, (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
