import { rm } from "node:fs/promises";
import { noChromium } from "../../contract-tests/browser/chromium.ts";
import { EXPECTED } from "./consumer/program.ts";
import { createApplication, installTool, startMocks } from "./project.ts";
import { RUNTIMES, runInChromium } from "./runtimes.ts";
import { type Cell, exitCodeOf, tableOf } from "./table.ts";
import { COMPILERS, MODES, typeFaults } from "./types.ts";

/*
 * Type-checks and runs one small program against the generated folders with every compiler and runtime that
 * npm has. They are installed in a temporary folder, which is removed unless there is `--keep`.
 */
const application = await createApplication();
const mocks = await startMocks();
const { urls } = mocks;
const cells: Cell[] = [];

/** Tries one tool; what cannot be installed is absent, what then goes wrong has failed. */
async function add(
  cell: Omit<Cell, "verdict">,
  packages: Record<string, string>,
  faultOf: (modules: string) => Promise<string | undefined>,
): Promise<void> {
  process.stderr.write(`${cell.tool} ${cell.version}\n`);
  let modules: string;
  try {
    modules = await installTool(application, packages);
  } catch (error) {
    cells.push({ ...cell, verdict: "absent", notes: `cannot be installed: ${error}` });
    return;
  }
  const fault = await faultOf(modules).catch((error: unknown) => String(error));
  cells.push({ ...cell, verdict: fault === undefined ? "passed" : "failed", notes: fault ?? cell.notes });
}

const unlike = (said: string) => (said === EXPECTED ? undefined : `it said: ${said}`);

try {
  for (const [name, version] of COMPILERS) {
    const notes = MODES.map(([mode]) => mode).join("; ");
    await add({ tool: name, version, subject: "types", notes }, { [name]: version }, async (modules) => {
      const faults = await typeFaults(application, modules, name);
      return faults.length === 0 ? undefined : faults.join("; ");
    });
  }
  for (const { tool, packages, notes, run } of RUNTIMES) {
    const [version = ""] = Object.values(packages);
    await add({ tool, version, subject: "runs", notes }, packages, async (modules) =>
      unlike(await run({ application, modules, urls })),
    );
  }
  const chromium = { tool: "Chromium", version: "", subject: "runs", notes: "bundled, on a page of the mock" } as const;
  if (noChromium !== undefined) cells.push({ ...chromium, verdict: "absent", notes: noChromium });
  else {
    const { version, said } = await runInChromium({ application, urls }).catch((error: unknown) => ({
      version: "",
      said: String(error),
    }));
    const fault = unlike(said);
    cells.push({ ...chromium, version, verdict: fault ? "failed" : "passed", notes: fault ?? chromium.notes });
  }
} finally {
  await mocks.close();
  if (process.argv.includes("--keep")) console.error(`kept: ${application}`);
  else await rm(application, { recursive: true, force: true });
}
console.log(tableOf(cells));
process.exitCode = exitCodeOf(cells);
