import { cp, mkdir, mkdtemp, readdir, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { GuideRunner } from "./guide.ts";
import { ROOT } from "./run-cli.ts";

/** A folder in which the commands of texts are run. */
export interface TextProject {
  folder: string;
  runner: GuideRunner;
  /** Which port is taken for one that stands in the texts. */
  ports: ReadonlyMap<string, number>;
}

/** A project in which the package is installed, with a Git repository. */
export async function createTextProject(): Promise<TextProject> {
  const folder = await mkdtemp(join(tmpdir(), "texts-"));
  await linkModules(join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(folder, ".gitignore"), "node_modules\n.bin\n*.bak\n");
  const project = await withRunner(folder);
  await project.runner.command("git init -q && git config user.name t && git config user.email t@example.com");
  return project;
}

/** What a clone of this repository has that its texts speak of, to be written to. */
export async function createTextClone(): Promise<TextProject> {
  const folder = await mkdtemp(join(tmpdir(), "clone-"));
  for (const name of ["spec", "generated", "package.json", "contract-kit.config.ts"])
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  for (const name of ["scripts", "contract-tests", "dist"]) await symlink(join(ROOT, name), join(folder, name));
  await linkModules(join(folder, "node_modules"));
  return withRunner(folder);
}

async function withRunner(folder: string): Promise<TextProject> {
  const ports = new Map<string, number>();
  for (const port of ["4010", "4011", "8080"]) ports.set(port, await freePort());
  const runner = new GuideRunner(folder, ports);
  await runner.prepare();
  return { folder, runner, ports };
}

/** What `npm install` would put there; Vitest is a copy, as it takes what is around it for the project. */
export async function linkModules(modules: string): Promise<void> {
  await mkdir(modules);
  for (const name of await readdir(join(ROOT, "node_modules"))) {
    if (!name.startsWith(".") && name !== "vitest")
      await symlink(join(ROOT, "node_modules", name), join(modules, name));
  }
  await cp(join(ROOT, "node_modules/vitest"), join(modules, "vitest"), { recursive: true });
  await symlink(ROOT, join(modules, "openapi-contract-kit"));
}
