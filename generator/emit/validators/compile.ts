import { _ } from "ajv";
import { type CompiledSchemas, compileLinked } from "../../compile-schemas.ts";
import type { LinkedParts } from "../../link-parts.ts";

/** What Ajv makes a function of is not run: its text goes into a file. */
const NOTHING = "return () => true";

/** Compiles schemas for `checkSource`; the functions in memory check nothing. */
export function compileToSource(linked: LinkedParts): CompiledSchemas {
  return compileLinked(linked, {
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
