import type { Contract } from "../spec/interchange/contract.ts";
import type { JsonObject } from "../spec/interchange/json.ts";
import type { DerivedCases, deriveCases } from "./cases/derive.ts";
import { stepsFor } from "./cases/effort.ts";
import { MOST_OPERATIONS } from "./cases/most-operations.ts";
import type { SchemaFault } from "./compile-schemas.ts";
import { distinctProblems, readContract } from "./contract.ts";
import { tooLarge } from "./document/limits.ts";
import type { LoadedDocument } from "./document/load.ts";
import { DocumentError, type Problem } from "./document/problem.ts";
import { listOperations } from "./document/slice/list-operations.ts";
import { checkStructure } from "./document/structure.ts";
import { emitCases } from "./emit/cases.ts";
import { emitClient } from "./emit/client.ts";
import { emitConstraints } from "./emit/constraints.ts";
import { emitContract } from "./emit/contract.ts";
import { headerBlock, type Provenance } from "./emit/header.ts";
import { emitManifest } from "./emit/manifest.ts";
import { emitModuleScope } from "./emit/module-scope.ts";
import { emitOpenapi } from "./emit/openapi.ts";
import { type PackageOptions, RELEASE_FILES } from "./emit/package/package-options.ts";
import { semanticVersion } from "./emit/package/semantic-version.ts";
import { emitSchema } from "./emit/schemas.ts";
import { tooManyAlternatives } from "./emit/types/too-many-alternatives.ts";
import type { PartFault } from "./emit/validators/make-validators.ts";
import { emitValidatorsDeclaration } from "./emit/validators-declaration.ts";
import { type LinkedParts, linkParts } from "./link-parts.ts";
import type { SchemaPart } from "./schema-part.ts";
import { schemaParts } from "./schema-parts.ts";
import { schemaProblems } from "./schema-problems.ts";
import { type GeneratorThreads, startGeneratorThreads } from "./threads/generator-threads.ts";
import { linkedText } from "./threads/linked-text.ts";

/** Documents of more operations are worth further threads, which take about as long to start as some 100 to compile. */
const FEW_OPERATIONS = 150;

/** What {@link generate} needs besides the document. */
export interface GenerateOptions {
  /** The contract's name, in kebab case; the client's factory is named after it. */
  name: string;
  /** The generator's version, for the manifest. */
  version: string;
  provenance: Provenance;
  /** Whether cases are derived; by default they are for documents of up to {@link MOST_OPERATIONS} operations. */
  cases?: boolean;
  /** Makes the folder a package. */
  package?: PackageOptions;
  /** What derives the cases, if it is not `deriveCases`: it may know some of them already. */
  derive?: typeof deriveCases | undefined;
  /** Threads that run already; the caller stops them. By default they are started for large documents. */
  threads?: GeneratorThreads | undefined;
  /** Whether the document comes from `readDocument`: the warnings that are still to be found are told, too. */
  checksStructure?: boolean;
}

/** The artefacts of a document. */
export interface Generated {
  /** Contents by path in the output folder, with `/`. */
  files: ReadonlyMap<string, string>;
  warnings: Problem[];
  /** How many cases were proved, and how many candidates could not be; `undefined` when cases were left out. */
  cases: { proved: number; skipped: number } | undefined;
  /** How many operations the document has. */
  operations: number;
  /** The package that the folder is, if it is one. */
  package?: { name: string; version: string };
}

/**
 * Makes every artefact of a document; nothing is written.
 *
 * @throws DocumentError when the document cannot be used
 */
export async function generate(loaded: LoadedDocument, options: GenerateOptions): Promise<Generated> {
  const isSmall = listOperations(loaded.document).length <= FEW_OPERATIONS;
  const threads = options.threads || isSmall ? undefined : startGeneratorThreads();
  try {
    return await make(loaded, { ...options, ...(threads && { threads }) });
  } catch (error) {
    // What follows schemas calls itself for each that leads to another one.
    if (!(error instanceof RangeError && error.message.includes("call stack"))) throw error;
    throw tooLarge(loaded.file, "has schemas that lead to each other in too many steps");
  } finally {
    threads?.stop();
  }
}

async function make(
  loaded: LoadedDocument,
  {
    name,
    version,
    provenance,
    cases,
    package: wanted,
    derive: given,
    threads,
    checksStructure = false,
  }: GenerateOptions,
): Promise<Generated> {
  const { document, problemAt } = loaded;
  const typing = threads?.types.run({ document: JSON.stringify(document), provenance });
  // What is wrong with the schemas is told first, also where it keeps something else from being made.
  typing?.catch(() => undefined);
  const built = readContract(loaded);
  const { contract } = built;
  const parts = schemaParts(contract);
  const { operations } = contract;
  const hasCases = cases ?? operations.length <= MOST_OPERATIONS;
  const validating = validatorsOf(linkParts(parts), provenance, threads);
  const others = emitOthers(loaded, contract, { name, provenance });
  const structural = checksStructure ? await checkStructure(document, problemAt) : [];
  const made = await validating;
  if ("faults" in made) throw new DocumentError(schemaProblems(faultsOf(made.faults, parts), loaded));
  const types = await (typing ?? typesOf(document, provenance)).catch((error: Error) => noTypes(loaded, error));
  const derive = hasCases ? (given ?? (await import("./cases/derive.ts")).deriveCases) : undefined;
  const steps = stepsFor(operations.length);
  const derived = derive && operations.map((operation) => derive(operation, document, steps));
  const files = new Map<string, string>([
    ["types.ts", types],
    ...others,
    ["validators.js", made.text],
    ["constraints.md", emitConstraints(contract, derived, provenance)],
    ...(derived ?? []).map((file): [string, string] => [`cases/${file.operation}.json`, emitCases(file, provenance)]),
  ]);
  const warnings = distinctProblems([...loaded.warnings, ...structural, ...built.warnings, ...typeWarnings(loaded)]);
  const told = { warnings, cases: derived && countCases(derived), operations: operations.length };
  const manifest = { version, provenance, hasCases };
  if (!wanted) return { ...told, files: files.set("manifest.json", emitManifest(files, manifest)) };
  const own = packageVersion(wanted, loaded);
  const source = { name, contract, document, provenance };
  const { packageFiles } = await import("./emit/package/package-files.ts");
  const whole = packageFiles(files, source, { ...wanted, version: own.version });
  const releaseFiles = wanted.released && RELEASE_FILES;
  return {
    ...told,
    files: whole.set("manifest.json", emitManifest(whole, { ...manifest, ...(releaseFiles && { releaseFiles }) })),
    warnings: [...warnings, ...own.warnings],
    package: { name: wanted.name, version: own.version },
  };
}

/** What needs neither compiled schemas nor cases nor another thread. */
function emitOthers(
  loaded: LoadedDocument,
  contract: Contract<SchemaPart>,
  { name, provenance }: Pick<GenerateOptions, "name" | "provenance">,
): [path: string, content: string][] {
  return [
    ["openapi.json", emitOpenapi(loaded.document, provenance)],
    ["contract.json", emitContract(contract, provenance)],
    ["package.json", emitModuleScope(provenance)],
    ["client.ts", emitClient(contract, { name, header: headerBlock(provenance) })],
    ["validators.d.ts", emitValidatorsDeclaration(contract, provenance)],
    ...schemaParts(contract).map((part): [string, string] => [
      `schemas/${part.name}.json`,
      emitSchema(part, provenance),
    ]),
  ];
}

async function validatorsOf(linked: LinkedParts, provenance: Provenance, threads: GeneratorThreads | undefined) {
  if (threads) return threads.validators.run({ linked: linkedText(linked), provenance });
  // Compilers take long to load: where threads have loaded them, nothing here needs to.
  return (await import("./emit/validators/make-validators.ts")).makeValidators(linked, provenance);
}

async function typesOf(document: JsonObject, provenance: Provenance): Promise<string> {
  return (await import("./emit/types.ts")).emitTypes(document, provenance);
}

function faultsOf(faults: readonly PartFault[], parts: readonly SchemaPart[]): SchemaFault[] {
  const byName = new Map(parts.map((part) => [part.name, part]));
  return faults.flatMap(({ part, ...fault }) => {
    const of = byName.get(part);
    return of ? [{ ...fault, part: of }] : [];
  });
}

/** The version of a package; without a number in the document's, npm's first one. */
function packageVersion({ version }: PackageOptions, loaded: LoadedDocument): { version: string; warnings: Problem[] } {
  const { version: written } = loaded.document["info"] as { version: string };
  const found = version ?? semanticVersion(written);
  if (found !== undefined) return { version: found, warnings: [] };
  const what = `${JSON.stringify(written)} is no version that npm takes; the package has 0.0.0`;
  const hint = 'write one such as "1.0.0", or give --package-version';
  return { version: "0.0.0", warnings: [loaded.problemAt("/info/version", { what, hint, rule: "package-version" })] };
}

function countCases(derived: DerivedCases[]): { proved: number; skipped: number } {
  return {
    proved: derived.reduce((sum, { cases }) => sum + cases.length, 0),
    skipped: derived.reduce((sum, { skipped }) => sum + skipped.length, 0),
  };
}

/** The schemas that have no type of their own. */
function typeWarnings({ document, problemAt }: LoadedDocument): Problem[] {
  return tooManyAlternatives(document).map(({ pointer }) =>
    problemAt(pointer, {
      what: "its unions have too many alternatives, multiplied out: its type is `unknown`",
      hint: "say what the parts of allOf have in common without anyOf and oneOf in each",
      rule: "type-too-complex",
    }),
  );
}

/** openapi-typescript gives up on some sound documents; its reason is the user's to read, its stack is not. */
function noTypes({ problemAt }: LoadedDocument, error: Error): never {
  const what = `openapi-typescript cannot make types of it: ${error.message}`;
  const hint = "rewrite the part that it names; a plain #/components/… reference is always understood";
  throw new DocumentError([problemAt("", { what, hint, rule: "no-types" })]);
}
