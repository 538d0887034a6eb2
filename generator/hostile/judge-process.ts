import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { loadDocument } from "../document/load.ts";
import { DocumentError } from "../document/problem.ts";
import { generate } from "../generate.ts";
import { createAjv } from "../judge.ts";
import { lintDocument } from "../lint/lint-document.ts";
import { prepareProject } from "../testing/emit-project.ts";
import { createTypeCheck } from "../testing/type-errors.ts";
import { writeFiles } from "../write.ts";

/*
 * Judges some documents, one after the other, in a process that whoever has started it can end. Takes `[folder, ...files]`
 * as arguments and tells of each document when it begins, and when it is judged; of the types of all, in the end.
 */

/** What the process tells. */
export type JudgeMessage =
  | { begins: string }
  | { file: string; outcome: "refused"; rules: string[]; problems: string[] }
  | { file: string; outcome: "generated"; rules: string[]; reasons: string[]; faults: string[] }
  | { file: string; outcome: "crashed"; what: string }
  | { typeErrors: string[] };

const [folder = "", ...files] = process.argv.slice(2);
const PROVENANCE = { document: "document.yaml", sha256: "0".repeat(64), command: "generate" };
const UNTOUCHED = prototypes();

await prepareProject(folder);
const sources: string[] = [];
for (const [index, file] of files.entries()) {
  await tell({ begins: file });
  await tell(await judge(file, `document-${index}`));
}
await tell({ begins: "types" });
await tell({ typeErrors: createTypeCheck()(sources) });

function tell(message: JudgeMessage): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}

async function judge(file: string, name: string): Promise<JudgeMessage> {
  try {
    const loaded = await loadDocument(file);
    lintDocument(loaded);
    const made = await generate(loaded, {
      name: "api",
      version: "0.0.0",
      provenance: PROVENANCE,
      cases: true,
      checksStructure: true,
    });
    const output = join(folder, name);
    const before = readdirSync(folder);
    await writeFiles(output, made.files);
    const faults = [...strangeFiles(before, name, made.files.keys()), ...(await loadingFaults(output, made.files))];
    sources.push(...[...made.files.keys()].filter((path) => path.endsWith(".ts")).map((path) => join(output, path)));
    const cases = [...made.files].filter(([path]) => path.startsWith("cases/")).map(([, text]) => JSON.parse(text));
    const reasons = cases.flatMap(({ skipped }) => skipped.map(({ reason }: { reason: string }) => reason));
    const rules = made.warnings.map(({ rule }) => rule);
    return {
      file,
      outcome: "generated",
      rules: [...new Set([...loaded.warnings.map(({ rule }) => rule), ...rules])],
      reasons,
      faults,
    };
  } catch (error) {
    if (!(error instanceof DocumentError)) return { file, outcome: "crashed", what: String((error as Error).stack) };
    const problems = error.problems.map(({ what, hint }) => `${what}\n${hint}`);
    return { file, outcome: "refused", rules: [...new Set(error.problems.map(({ rule }) => rule))], problems };
  }
}

/** What was written that is not in the output folder, or has a name of the document's. */
function strangeFiles(before: string[], output: string, paths: Iterable<string>): string[] {
  const beside = readdirSync(folder).filter((name) => name !== output && !before.includes(name));
  const odd = [...paths].filter(
    (path) => !/^(?:(?:cases|schemas)\/)?[\p{L}\p{N}\p{M}$_][^/\\:*?"<>|\p{C}]{0,240}$/u.test(path),
  );
  return [...beside, ...odd].map((path) => `strange file: ${JSON.stringify(path)}`);
}

/** What goes wrong, or is done, when the generated code is loaded and run. */
async function loadingFaults(output: string, made: ReadonlyMap<string, string>): Promise<string[]> {
  const ajv = createAjv({ allErrors: true });
  for (const [path, text] of made) if (path.startsWith("schemas/")) ajv.compile(JSON.parse(text));
  const validators = await import(pathToFileURL(join(output, "validators.js")).href);
  await import(pathToFileURL(join(output, "client.ts")).href);
  const long = `${"a".repeat(30_000)}!`;
  for (const validate of Object.values(validators) as ((value: unknown) => unknown)[]) {
    for (const value of [long, [long], { [long]: long, a: long }, JSON.parse('{"__proto__":{"canary":1}}')])
      validate(value);
  }
  return [
    ...("canary" in globalThis ? ["code of the document was run"] : []),
    ...(prototypes() === UNTOUCHED ? [] : ["a prototype was changed"]),
  ];
}

function prototypes(): string {
  return [Object, Array, String, Function]
    .map(({ prototype }) => Object.getOwnPropertyNames(prototype).sort().join(" "))
    .join("\n");
}
