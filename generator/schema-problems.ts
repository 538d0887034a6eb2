import type { SchemaFault } from "./compile-schemas.ts";
import type { LoadedDocument } from "./document/load.ts";
import type { Problem } from "./document/problem.ts";
import { documentPointer } from "./schema-part.ts";

const HINT = "see the keyword in JSON Schema 2020-12 (validation) for the values that it takes";

/** What keeps schemas from being compiled, with places as in the document. */
export function schemaProblems(faults: readonly SchemaFault[], { problemAt }: LoadedDocument): Problem[] {
  return faults.map(({ part, place, what }) =>
    problemAt(documentPointer(part, place), { what, hint: HINT, rule: "invalid-schema" }),
  );
}
