import { _ } from "ajv";
import { type CompiledSchemas, compileSchemas } from "../../compile-schemas.ts";
import type { SchemaPart } from "../../schema-part.ts";

/** Compiles schemas for `checkSource`. */
export function compileToSource(parts: readonly SchemaPart[]): CompiledSchemas {
  return compileSchemas(parts, {
    allErrors: true,
    code: { source: true, esm: true, lines: true, formats: _`formats` },
  });
}
