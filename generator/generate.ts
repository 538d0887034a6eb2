import { type DerivedCases, deriveCases } from "./cases/derive.ts";
import { MOST_OPERATIONS } from "./cases/most-operations.ts";
import { readContract } from "./contract.ts";
import type { LoadedDocument } from "./document/load.ts";
import { DocumentError, type Problem } from "./document/problem.ts";
import { emitCases } from "./emit/cases.ts";
import { emitClient } from "./emit/client.ts";
import { emitConstraints } from "./emit/constraints.ts";
import { emitContract } from "./emit/contract.ts";
import { headerBlock, type Provenance } from "./emit/header.ts";
import { emitManifest } from "./emit/manifest.ts";
import { emitOpenapi } from "./emit/openapi.ts";
import { emitSchema } from "./emit/schemas.ts";
import { emitTypes } from "./emit/types.ts";
import { compileToSource } from "./emit/validators/compile.ts";
import { emitValidators } from "./emit/validators.ts";
import { emitValidatorsDeclaration } from "./emit/validators-declaration.ts";
import { schemaParts } from "./schema-parts.ts";
import { schemaProblems } from "./schema-problems.ts";

/** What {@link generate} needs besides the document. */
export interface GenerateOptions {
  /** The contract's name, in kebab case; the client's factory is named after it. */
  name: string;
  /** The generator's version, for the manifest. */
  version: string;
  provenance: Provenance;
  /** Whether cases are derived; by default they are for documents of up to {@link MOST_OPERATIONS} operations. */
  cases?: boolean;
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
}

/**
 * Makes every artefact of a document; nothing is written.
 *
 * @throws DocumentError when the document cannot be used
 */
export async function generate(
  loaded: LoadedDocument,
  { name, version, provenance, cases }: GenerateOptions,
): Promise<Generated> {
  const { contract, warnings } = readContract(loaded);
  const parts = schemaParts(contract);
  // What the validators are made of is what tells whether the schemas are sound: they are compiled once.
  const compiled = compileToSource(parts);
  if (compiled.faults.length > 0) throw new DocumentError(schemaProblems(compiled.faults, loaded));
  const { operations } = contract;
  const hasCases = cases ?? operations.length <= MOST_OPERATIONS;
  const derived = hasCases ? operations.map((operation) => deriveCases(operation, loaded.document)) : undefined;
  const files = new Map<string, string>([
    ["openapi.json", emitOpenapi(loaded.document, provenance)],
    ["contract.json", emitContract(contract, provenance)],
    ["types.ts", await typesOf(loaded, provenance)],
    ["client.ts", emitClient(contract, { name, header: headerBlock(provenance) })],
    ["validators.js", await emitValidators(parts, compiled, provenance)],
    ["validators.d.ts", emitValidatorsDeclaration(contract, provenance)],
    ["constraints.md", emitConstraints(contract, derived, provenance)],
    ...parts.map((part): [string, string] => [`schemas/${part.name}.json`, emitSchema(part, provenance)]),
    ...(derived ?? []).map((file): [string, string] => [`cases/${file.operation}.json`, emitCases(file, provenance)]),
  ]);
  files.set("manifest.json", emitManifest(files, { version, provenance, hasCases }));
  return { files, warnings, cases: derived && countCases(derived), operations: operations.length };
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
