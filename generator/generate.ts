import type { Contract } from "../spec/interchange/contract.ts";
import { type DerivedCases, deriveCases } from "./cases/derive.ts";
import { MOST_OPERATIONS } from "./cases/most-operations.ts";
import type { SchemaFault } from "./compile-schemas.ts";
import { readContract } from "./contract.ts";
import type { LoadedDocument } from "./document/load.ts";
import { DocumentError, type Problem } from "./document/problem.ts";
import { listOperations } from "./document/slice/list-operations.ts";
import { emitCases } from "./emit/cases.ts";
import { emitClient } from "./emit/client.ts";
import { emitConstraints } from "./emit/constraints.ts";
import { emitContract } from "./emit/contract.ts";
import { headerBlock, type Provenance } from "./emit/header.ts";
import { emitManifest } from "./emit/manifest.ts";
import { emitOpenapi } from "./emit/openapi.ts";
import { packageFiles } from "./emit/package/package-files.ts";
import { type PackageOptions, RELEASE_FILES } from "./emit/package/package-options.ts";
import { semanticVersion } from "./emit/package/semantic-version.ts";
import { emitSchema } from "./emit/schemas.ts";
import { emitTypes } from "./emit/types.ts";
import { makeValidators, type PartFault } from "./emit/validators/make-validators.ts";
import { startValidatorsThread } from "./emit/validators/validators-thread.ts";
import { emitValidatorsDeclaration } from "./emit/validators-declaration.ts";
import type { SchemaPart } from "./schema-part.ts";
import { schemaParts } from "./schema-parts.ts";
import { schemaProblems } from "./schema-problems.ts";

/** Documents of more operations are worth a second thread, which takes about as long to start as some 100 to compile. */
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
export async function generate(
  loaded: LoadedDocument,
  { name, version, provenance, cases, package: wanted }: GenerateOptions,
): Promise<Generated> {
  const thread = listOperations(loaded.document).length > FEW_OPERATIONS ? startValidatorsThread() : undefined;
  try {
    const { contract, warnings } = readContract(loaded);
    const parts = schemaParts(contract);
    const { operations } = contract;
    const hasCases = cases ?? operations.length <= MOST_OPERATIONS;
    const validating = (thread?.make ?? makeValidators)(parts, provenance);
    const others = emitOthers(loaded, contract, { name, provenance });
    // What is wrong with the schemas is told first, also where it keeps something else from being made.
    others.catch(() => undefined);
    const made = await validating;
    if ("faults" in made) throw new DocumentError(schemaProblems(faultsOf(made.faults, parts), loaded));
    const derived = hasCases ? operations.map((operation) => deriveCases(operation, loaded.document)) : undefined;
    const files = new Map<string, string>([
      ...(await others),
      ["validators.js", made.text],
      ["constraints.md", emitConstraints(contract, derived, provenance)],
      ...(derived ?? []).map((file): [string, string] => [`cases/${file.operation}.json`, emitCases(file, provenance)]),
    ]);
    const count = derived && countCases(derived);
    const told = { warnings, cases: count, operations: operations.length };
    const manifest = { version, provenance, hasCases };
    if (!wanted) return { ...told, files: files.set("manifest.json", emitManifest(files, manifest)) };
    const own = packageVersion(wanted, loaded);
    const source = { name, contract, document: loaded.document, provenance };
    const whole = packageFiles(files, source, { ...wanted, version: own.version });
    const releaseFiles = wanted.released && RELEASE_FILES;
    return {
      ...told,
      files: whole.set("manifest.json", emitManifest(whole, { ...manifest, ...(releaseFiles && { releaseFiles }) })),
      warnings: [...warnings, ...own.warnings],
      package: { name: wanted.name, version: own.version },
    };
  } finally {
    thread?.stop();
  }
}

/** What needs neither compiled schemas nor cases. */
async function emitOthers(
  loaded: LoadedDocument,
  contract: Contract<SchemaPart>,
  { name, provenance }: Pick<GenerateOptions, "name" | "provenance">,
): Promise<[path: string, content: string][]> {
  return [
    ["types.ts", await typesOf(loaded, provenance)],
    ["openapi.json", emitOpenapi(loaded.document, provenance)],
    ["contract.json", emitContract(contract, provenance)],
    ["client.ts", emitClient(contract, { name, header: headerBlock(provenance) })],
    ["validators.d.ts", emitValidatorsDeclaration(contract, provenance)],
    ...schemaParts(contract).map((part): [string, string] => [
      `schemas/${part.name}.json`,
      emitSchema(part, provenance),
    ]),
  ];
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

/** openapi-typescript gives up on some sound documents; its reason is the user's to read, its stack is not. */
async function typesOf(loaded: LoadedDocument, provenance: Provenance): Promise<string> {
  try {
    return await emitTypes(loaded.document, provenance);
  } catch (error) {
    const what = `openapi-typescript cannot make types of it: ${(error as Error).message}`;
    const hint = "rewrite the part that it names; a plain #/components/… reference is always understood";
    throw new DocumentError([loaded.problemAt("", { what, hint, rule: "no-types" })]);
  }
}
