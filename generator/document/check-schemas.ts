import { createAjv } from "../judge.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";
import type { LoadedDocument } from "./load.ts";
import type { Problem } from "./problem.ts";

const HINT = "see the keyword in JSON Schema 2020-12 (validation) for the values that it takes";

/** What keeps schemas from being compiled: keywords with values that mean nothing. Places as in the document. */
export function checkSchemas(parts: SchemaPart[], { problemAt }: LoadedDocument): Problem[] {
  const ajv = createAjv({ logger: false });
  return parts.flatMap((part) => {
    if (ajv.validateSchema(part.schema as never) !== true) {
      // Of what a keyword's own schema and those around it say, the first is the nearest.
      const [error] = ajv.errors ?? [];
      const pointer = documentPointer(part, error?.instancePath ?? "");
      return [problemAt(pointer, { what: error?.message ?? "is no JSON Schema", hint: HINT, rule: "invalid-schema" })];
    }
    try {
      ajv.compile(part.schema as never);
      return [];
    } catch (error) {
      const what = `cannot be compiled: ${(error as Error).message}`;
      return [problemAt(part.pointer, { what, hint: HINT, rule: "invalid-schema" })];
    }
  });
}
