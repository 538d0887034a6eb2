import type { JsonPointer } from "../../../spec/interchange/json.ts";
import type { LinkedParts } from "../../link-parts.ts";
import type { Provenance } from "../header.ts";
import { emitValidators } from "../validators.ts";
import { compileToSource } from "./compile.ts";

/** The text of `validators.js`, or what keeps it from being made. */
export type MadeValidators = { text: string } | { faults: PartFault[] };

/** What keeps a schema from being compiled; it can be sent to another thread. */
export interface PartFault {
  /** The part's name. */
  part: string;
  /** Where in the part. */
  place: JsonPointer;
  what: string;
}

/** Compiles schemas and writes `validators.js`. */
export async function makeValidators(linked: LinkedParts, provenance: Provenance): Promise<MadeValidators> {
  const compiled = compileToSource(linked);
  if (compiled.faults.length === 0) return { text: await emitValidators(compiled, provenance) };
  return { faults: compiled.faults.map(({ part, ...fault }) => ({ ...fault, part: part.name })) };
}
