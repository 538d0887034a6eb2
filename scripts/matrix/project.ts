import { cp, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import manifest from "../../package.json" with { type: "json" };
import { createMock } from "../api/create-mock.ts";
import { npm } from "../testing/packed-project.ts";
import { ROOT } from "../testing/run-cli.ts";

/** Where the consumer stands, in the repository and in the application. */
export const CONSUMER = "scripts/matrix/consumer";

/** An application that has the generated folders and what they import, and nothing else of the kit. */
export async function createApplication(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "matrix-"));
  for (const part of ["generated/direct-upload", "generated/orders", CONSUMER]) {
    await cp(join(ROOT, part), join(folder, part), { recursive: true });
  }
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const packages = [
    `openapi-fetch@${manifest.dependencies["openapi-fetch"]}`,
    `@types/node@${manifest.devDependencies["@types/node"]}`,
  ];
  await install(folder, packages);
  return folder;
}

/**
 * Installs one tool in a folder of its own below the application.
 *
 * @returns that folder's `node_modules`
 * @throws Error with what npm has said
 */
export async function installTool(application: string, packages: Record<string, string>): Promise<string> {
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  const folder = join(application, "tools", wanted[0]?.replaceAll("/", "-") ?? "none");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  await install(folder, wanted);
  return join(folder, "node_modules");
}

async function install(folder: string, packages: readonly string[]): Promise<void> {
  await npm(folder, ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", ...packages]);
}

/** One module of the consumer with all that it imports, as JavaScript for runtimes that take one file. */
export async function bundle(application: string, entry: string, format: "esm" | "iife"): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(application, CONSUMER, entry)],
    bundle: true,
    write: false,
    format,
    globalName: "consumer",
    target: "es2022",
    // What generated code imports is the application's; with `neutral`, nothing of Node gets in.
    platform: "neutral",
    mainFields: ["module", "main"],
  });
  return outputFiles[0]?.text ?? "";
}

/** The mocks of both documents, on loopback. */
export async function startMocks(): Promise<{ urls: [directUpload: string, orders: string]; close(): Promise<void> }> {
  const serve = (name: string) =>
    createMock(join(ROOT, `spec/${name}.yaml`), { artefacts: join(ROOT, `generated/${name}`) });
  const [directUpload, orders] = await Promise.all([serve("direct-upload"), serve("orders")]);
  return {
    urls: [directUpload.url, orders.url],
    close: async () => void (await Promise.all([directUpload.close(), orders.close()])),
  };
}
