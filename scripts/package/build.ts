import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { publishedModules } from "../../generator/emit/package/published-modules.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** What the kit itself bundles while it runs. It takes the sources: what is generated is the same from wherever. */
const BUNDLED = [
  "contract-tests/kit/reporters/html/browser/app.ts",
  "contract-tests/kit/reporters/html/style/style.css",
  "contract-tests/mock/page/browser/app.ts",
  "contract-tests/mock/page/browser/operations.ts",
  "contract-tests/mock/page/style/style.css",
  "generator/emit/validators/verdict.ts",
  "spec/patterns/text-automaton.ts",
  "spec/vocabulary/formats.ts",
  "spec/vocabulary/runtime.ts",
];

/** What is read as a text. */
const COPIED = "generator/emit/client/runtime/*.ts";

/** What the direct upload's client is made of. */
const CLIENT = ["client.ts", "types.ts", "validators.js", "validators.d.ts"];

/** Makes `dist/`: every module where it stands in the repository, as JavaScript with its declarations. */
function build(): void {
  rmSync(join(ROOT, "dist"), { recursive: true, force: true });
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  // Types are checked by `npm run check:types`.
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json", "--noCheck"], { cwd: ROOT, stdio: "inherit" });
  // The compiler rewrites the imports of programs, and not those of declarations.
  for (const file of globSync("dist/**/*.d.ts", { cwd: ROOT })) {
    const text = readFileSync(join(ROOT, file), "utf8");
    writeFileSync(join(ROOT, file), text.replaceAll(/((?:from |import\()"\.[^"]*)\.ts"/g, '$1.js"'));
  }
  for (const file of [...inputsOf(BUNDLED), ...globSync(COPIED, { cwd: ROOT })]) {
    if (!file.endsWith(".test.ts")) cpSync(join(ROOT, file), join(ROOT, "dist", file));
  }
  const made = CLIENT.map((file): [string, string] => [
    file,
    readFileSync(join(ROOT, "generated/direct-upload", file), "utf8"),
  ]);
  mkdirSync(join(ROOT, "dist/direct-upload"));
  for (const [file, text] of publishedModules(new Map(made)))
    writeFileSync(join(ROOT, "dist/direct-upload", file), text);
}

/** The files that a bundle is made of, relative to the repository. */
function inputsOf(entryPoints: string[]): string[] {
  const options = {
    bundle: true,
    format: "esm",
    write: false,
    metafile: true,
    outdir: "dist",
    logLevel: "error",
  } as const;
  return Object.keys(buildSync({ ...options, entryPoints, absWorkingDir: ROOT }).metafile.inputs).filter(
    (file) => !file.includes("node_modules"),
  );
}

build();
