import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { type File, Instrumenter } from "@stryker-mutator/instrumenter";
import { build } from "esbuild";
import { withMovableConstants } from "./moved-constants.ts";

/** A change that a machine made in a reference server. */
export interface MechanicalMutant {
  id: string;
  mutator: string;
  /** `server/route.ts:12`, from `contract-tests/mutants/`. */
  where: string;
  /** The line as it is. */
  line: string;
  replacement: string;
}

const ROOM = resolve("contract-tests/mutants");
const EXCLUDED = [
  ...["ArithmeticOperator", "ArrayDeclaration", "ArrowFunction", "AssignmentOperator", "BlockStatement"],
  ...[
    "MethodExpression",
    "ObjectLiteral",
    "OptionalChaining",
    "CallExpression",
    "StringLiteral",
    "UnaryOperator",
    "UpdateOperator",
  ],
];
const SILENT = {
  ...{ isTraceEnabled: () => false, isDebugEnabled: () => false, isInfoEnabled: () => false },
  ...{ isWarnEnabled: () => false, isErrorEnabled: () => false, isFatalEnabled: () => false },
  ...{ trace() {}, debug() {}, info() {}, warn() {}, error() {}, fatal() {} },
};

/**
 * Writes a reference server as one module in which every mutant can be switched on: by
 * `globalThis.__stryker__.activeMutant`, before it is loaded. The socket (`listen.ts`) is no part of it.
 *
 * @param name - the folder of the server
 * @param output - the file to write
 * @returns the mutants in the order of the sources
 */
export async function instrumentServer(name: string, output: string): Promise<MechanicalMutant[]> {
  const lines = new Map<string, string[]>();
  const moved: MechanicalMutant[] = [];
  const files: File[] = [];
  let count = 0;
  const at = (file: string, line: number) => ({
    where: `${relative(ROOM, file)}:${line}`,
    line: lines.get(file)?.[line - 1]?.trim() ?? "",
  });
  for (const file of sourcesOf(name)) {
    const text = readFileSync(file, "utf8");
    lines.set(file, text.split("\n"));
    const { source, constants } = withMovableConstants(file, text, count);
    count += constants.length;
    for (const { id, line, text: value } of constants) {
      for (const sign of ["+", "-"]) {
        moved.push({ id: `${id}${sign}`, mutator: "Constant", ...at(file, line), replacement: `${value} ${sign} 1` });
      }
    }
    files.push({ name: file, content: source, mutate: true });
  }
  const options = { plugins: null, ignorers: [], excludedMutations: EXCLUDED };
  const instrumented = await new Instrumenter(SILENT).instrument(files, options);
  const sources = new Map(instrumented.files.map(({ name: file, content }) => [file, content]));
  const result = await build({
    ...{ entryPoints: [join(ROOM, name, "server.ts")], bundle: true, platform: "node", format: "esm", write: false },
    plugins: [
      {
        name: "instrumented",
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const contents = sources.get(path);
            return contents === undefined ? undefined : { contents, loader: "ts" };
          });
        },
      },
    ],
  });
  writeFileSync(output, result.outputFiles[0]?.text ?? "");
  const switched = instrumented.mutants
    .filter(({ status }) => status === undefined)
    .map(({ id, mutatorName, fileName, location, replacement }) => ({
      ...{ id, mutator: mutatorName, replacement },
      ...at(fileName, location.start.line + 1),
    }));
  return [...switched, ...moved];
}

function sourcesOf(name: string): string[] {
  const inFolder = (folder: string) =>
    readdirSync(join(ROOM, folder))
      .sort()
      .map((file) => join(ROOM, folder, file));
  return [
    ...inFolder("server").filter((file) => basename(file) !== "listen.ts"),
    ...inFolder(`${name}/reference`),
    ...["operations.ts", "rules.ts", "server.ts"].map((file) => join(ROOM, name, file)),
  ];
}
