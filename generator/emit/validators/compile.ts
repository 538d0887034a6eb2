import { _ } from "ajv";
import { type CompiledSchemas, compileSchemas } from "../../compile-schemas.ts";
import type { SchemaPart } from "../../schema-part.ts";

/** What Ajv makes a function of is not run: its text goes into a file. */
const NOTHING = "return () => true";

/** Compiles schemas for `checkSource`; the functions in memory check nothing. */
export function compileToSource(parts: readonly SchemaPart[]): CompiledSchemas {
  return compileSchemas(parts, {
    allErrors: true,
    code: {
      source: true,
      esm: true,
      lines: true,
      formats: _`formats`,
      // `withoutUnread` does it.
      optimize: false,
      process: (text, of) => (of?.root.meta ? text : NOTHING),
    },
  });
}
