import type { Provenance } from "../emit/header.ts";
import type { MadeValidators } from "../emit/validators/make-validators.ts";
import { startThread, type Thread } from "./thread.ts";

/** What {@link GeneratorThreads.types} is asked for. */
export interface TypesJob {
  /** As JSON: a text crosses between threads several times as fast as what it says. */
  document: string;
  provenance: Provenance;
}

/** What {@link GeneratorThreads.validators} is asked for. */
export interface ValidatorsJob {
  /** As JSON, of `LinkedParts`; a map is the list of its entries. */
  linked: string;
  provenance: Provenance;
}

/** The threads that do the two largest parts of the work on a large document. */
export interface GeneratorThreads {
  /** Does what `emitTypes` does. */
  types: Thread<TypesJob, string>;
  /** Does what `makeValidators` does. */
  validators: Thread<ValidatorsJob, MadeValidators>;
  stop(): void;
}

/** Starts the threads. The sooner the better: loading what they need takes as long as reading the document. */
export function startGeneratorThreads(): GeneratorThreads {
  const types: GeneratorThreads["types"] = startThread("types-worker");
  const validators: GeneratorThreads["validators"] = startThread("validators-worker");
  return {
    types,
    validators,
    stop: () => {
      types.stop();
      validators.stop();
    },
  };
}
