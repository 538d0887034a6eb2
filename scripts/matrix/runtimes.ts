import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { startChromium } from "../../contract-tests/browser/chromium.ts";
import { execute } from "../testing/packed-project.ts";
import { bundle, CONSUMER } from "./project.ts";

/** Where the program runs, and with which mocks. */
export interface Place {
  application: string;
  /** `node_modules` of the runtime. */
  modules: string;
  urls: [directUpload: string, orders: string];
}

/** A runtime from npm. */
export interface Runtime {
  tool: string;
  /** Versions by package; that of the first one is the runtime's. */
  packages: Record<string, string>;
  notes: string;
  /** What the program says there. @throws Error when it does not run */
  run(place: Place): Promise<string>;
}

const platform = process.platform === "win32" ? "win" : process.platform;
const bunPackage = `@oven/bun-${process.platform === "win32" ? "windows" : process.platform}-${process.arch === "arm64" ? "aarch64" : process.arch}`;
const nodePackage = `node-${platform}-${process.arch}`;
const binary = process.platform === "win32" ? "bin/node.exe" : "bin/node";

export const RUNTIMES: readonly Runtime[] = [
  {
    tool: "Node 20",
    packages: { [nodePackage]: "20.20.2" },
    notes: "bundled: it reads no TypeScript",
    run: async ({ application, modules, urls }) => {
      await writeFile(join(application, "main.mjs"), await bundle(application, "main.ts", "esm"));
      return runProgram(join(modules, nodePackage, binary), ["main.mjs", ...urls], application);
    },
  },
  ...["22.23.5", "24.22.3"].map((version) => ({
    tool: `Node ${version.slice(0, 2)}`,
    packages: { [nodePackage]: version },
    notes: "the .ts files as they are",
    run: ({ application, modules, urls }: Place) =>
      runProgram(join(modules, nodePackage, binary), [join(CONSUMER, "main.ts"), ...urls], application),
  })),
  {
    tool: "Deno",
    packages: { deno: "2.9.6" },
    notes: "the .ts files as they are",
    run: ({ application, modules, urls }) => {
      const args = ["run", "--no-prompt", "--allow-net=127.0.0.1", join(CONSUMER, "main.ts"), ...urls];
      return runProgram(join(modules, ".bin/deno"), args, application);
    },
  },
  {
    tool: "Bun",
    // The package `bun` puts it in place by a script of its installation, and none is run.
    packages: { [bunPackage]: "1.4.5" },
    notes: "the .ts files as they are",
    run: ({ application, modules, urls }) =>
      runProgram(join(modules, bunPackage, "bin", "bun"), [join(CONSUMER, "main.ts"), ...urls], application),
  },
  {
    tool: "Workers (miniflare)",
    packages: { miniflare: "4.20260730.0" },
    notes: "bundled, in workerd",
    run: async ({ application, modules, urls: [directUpload, orders] }) => {
      const { Miniflare } = createRequire(join(modules, "x.js"))("miniflare") as MiniflareModule;
      const script = await bundle(application, "worker.ts", "esm");
      const worker = new Miniflare({ modules: true, script, compatibilityDate: "2025-01-01" });
      try {
        const query = new URLSearchParams({ directUpload, orders });
        const answer = await worker.dispatchFetch(`http://worker.example/?${query}`);
        return await answer.text();
      } finally {
        await worker.dispose();
      }
    },
  },
];

interface MiniflareModule {
  Miniflare: new (options: {
    modules: boolean;
    script: string;
    compatibilityDate: string;
  }) => { dispatchFetch(url: string): Promise<Response>; dispose(): Promise<void> };
}

/** Runs the bundled program in the Chromium of this machine, on a page of the mock. */
export async function runInChromium({ application, urls }: Omit<Place, "modules">) {
  const script = await bundle(application, "program.ts", "iife");
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    await page.goto(urls[0]);
    const call = `(async () => { ${script}\nreturn consumer.useGenerated(${urls.map((url) => JSON.stringify(url))}); })()`;
    return { version: browser.version(), said: String(await page.evaluate(call)) };
  } finally {
    await browser.close();
  }
}

async function runProgram(program: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, output } = await execute(program, args, { cwd });
  if (code !== 0) throw new Error(`ended with ${code}: ${output}`);
  return output.trim();
}
