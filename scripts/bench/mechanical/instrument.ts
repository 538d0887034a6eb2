import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { type File, Instrumenter } from "@stryker-mutator/instrumenter";
import { build } from "esbuild";
import type { MutantKey } from "../../../contract-tests/mutants/mechanical/mutant-key.ts";
import { type Position, withMovableConstants, withoutMovableConstants } from "./moved-constants.ts";
import { type Place, placesOf } from "./places.ts";

/** A change that a machine made in a reference server. */
export interface MechanicalMutant extends MutantKey {
  /** What switches it on. */
  id: string;
  mutator: string;
  /** From 1. */
  line: number;
}

const ROOM = resolve("contract-tests/mutants");
const EXCLUDED = [
  ...["ArithmeticOperator", "ArrayDeclaration", "ArrowFunction", "AssignmentOperator", "BlockStatement"],
  ...["MethodExpression", "ObjectLiteral", "OptionalChaining", "CallExpression", "StringLiteral"],
  ...["UnaryOperator", "UpdateOperator"],
];
const SILENT = {
  ...{ isTraceEnabled: () => false, isDebugEnabled: () => false, isInfoEnabled: () => false },
  ...{ isWarnEnabled: () => false, isErrorEnabled: () => false, isFatalEnabled: () => false },
  ...{ trace() {}, debug() {}, info() {}, warn() {}, error() {}, fatal() {} },
};

/**
 * Writes a reference server as one module in which every mutant can be switched on: by
 * `globalThis.__stryker__.activeMutant`. The socket (`listen.ts`) is no part of it.
 *
 * @param name - the folder of the server
 * @param output - the file to write
 * @returns the mutants in the order of the sources
 */
export async function instrumentServer(name: string, output: string): Promise<MechanicalMutant[]> {
  const places = new Map<string, (start: Position, end: Position) => Place>();
  const moved: MechanicalMutant[] = [];
  const files: File[] = [];
  let count = 0;
  for (const file of sourcesOf(name)) {
    const text = readFileSync(file, "utf8");
    const { source, constants } = withMovableConstants(file, text, count);
    count += constants.length;
    const placeOf = placesOf(relative(ROOM, file), source);
    places.set(file, placeOf);
    for (const { id, start, end, text: original } of constants) {
      const { original: _, ...place } = placeOf(start, end);
      for (const sign of ["+", "-"]) {
        const replacement = `${original} ${sign} 1`;
        moved.push({ id: `${id}${sign}`, mutator: "Constant", ...place, original, replacement });
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
  const code = result.outputFiles[0]?.text ?? "";
  writeFileSync(output, code);
  // What no operation of this server uses is no part of its code.
  const ids = new Set([...code.matchAll(/\b(?:stryMutAct_\w+|constantOf)\("([^"]+)"/g)].map(([, id]) => id));
  const switched = instrumented.mutants
    .filter(({ status }) => status === undefined)
    .flatMap(({ id, mutatorName, fileName, location: { start, end }, replacement }): MechanicalMutant[] => {
      const place = places.get(fileName)?.(start, end);
      return place ? [{ id, mutator: mutatorName, ...place, replacement: withoutMovableConstants(replacement) }] : [];
    });
  return numbered([...switched, ...moved]).filter(({ id }) => ids.has(id.replace(/[+-]$/, "")));
}

/** Numbers the mutants that are the same by all else, in the order of the source. */
function numbered(mutants: readonly MechanicalMutant[]): MechanicalMutant[] {
  const seen = new Map<string, number>();
  return mutants.map((mutant) => {
    const key = JSON.stringify([mutant.file, mutant.within, mutant.original, mutant.replacement]);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return nth === 1 ? mutant : { ...mutant, nth };
  });
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
