import { basename } from "node:path";
import { DocumentError } from "../../../generator/document/problem.ts";
import { artefactsOf } from "../../artefacts-of.ts";
import { type SchemaSeparation, schemaSeparation } from "./schema-separation.ts";

/** Of the mutants that do not say the same as the original, so many have to be told from it, in percent. */
const AT_LEAST = 95;

/** Judges the mutants of the request schemas of a document of the project, and names those that no case tells. */
export async function benchOwnSchemas(name: string): Promise<void> {
  const separation = await schemaSeparation(`spec/${name}.yaml`, `generated/${name}`);
  const { mutants, separated, survivors } = separation;
  console.log(`${mutants} schema mutants: ${equivalents(separation)} say the same as the original; of the others,`);
  console.log(`${separated} are separated, ${shareOf(separation).toFixed(1)} %.\n`);
  for (const { part, place, keyword, operator, reason = "NO REASON KNOWN" } of survivors)
    console.log(`- ${part} ${place} ${keyword}: ${operator}: ${reason}`);
  if (shareOf(separation) < AT_LEAST) process.exitCode = 1;
}

/**
 * Judges the mutants of the request schemas of any documents, a line each. Where nobody has looked for reasons, some of
 * those that no case tells from the original say the same: the share is the least that it can be.
 */
export async function benchForeignSchemas(files: readonly string[]): Promise<void> {
  const all: SchemaSeparation = { mutants: 0, separated: 0, survivors: [] };
  let refused = 0;
  console.log("| document | mutants | say the same | separated | of the others, % |\n|---|--:|--:|--:|--:|");
  for (const file of files) {
    const separation = await separationOf(file);
    if (separation === undefined) {
      refused++;
      continue;
    }
    all.mutants += separation.mutants;
    all.separated += separation.separated;
    all.survivors.push(...separation.survivors);
    if (separation.mutants > 0) console.log(rowOf(basename(file), separation));
  }
  console.log(rowOf("**all**", all));
  if (refused > 0) console.log(`\n${refused} of ${files.length} documents cannot be read or generated from.`);
  if (shareOf(all) < AT_LEAST) process.exitCode = 1;
}

/** @returns `undefined` for what is no OpenAPI document, or a broken one */
async function separationOf(file: string): Promise<SchemaSeparation | undefined> {
  try {
    const { folder } = await artefactsOf(file);
    return await schemaSeparation(file, folder);
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

function rowOf(name: string, separation: SchemaSeparation): string {
  const { mutants, separated } = separation;
  const cells = [name, mutants, equivalents(separation), separated, shareOf(separation).toFixed(1)];
  return `| ${cells.join(" | ")} |`;
}

function equivalents({ survivors }: SchemaSeparation): number {
  return survivors.filter(({ reason }) => reason !== undefined).length;
}

function shareOf(separation: SchemaSeparation): number {
  const others = separation.mutants - equivalents(separation);
  return others === 0 ? 100 : (100 * separation.separated) / others;
}
