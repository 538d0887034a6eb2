import type { CodeKeywordDefinition } from "ajv";
import type { Ajv2020 } from "ajv/dist/2020.js";

/**
 * `contains`, which Ajv in strict mode refuses where `minContains` is 0 and there is no `maxContains`: sound JSON
 * Schema (2020-12, validation, section 6.4.5) that refuses nothing.
 *
 * @param ajv - whose own keyword it is otherwise
 */
export function containsOf(ajv: Ajv2020): CodeKeywordDefinition {
  const { type, schemaType, trackErrors, error, code } = ajv.getKeyword("contains") as CodeKeywordDefinition;
  return {
    keyword: "contains",
    before: "uniqueItems",
    ...(type && { type }),
    ...(schemaType && { schemaType }),
    ...(trackErrors !== undefined && { trackErrors }),
    ...(error && { error }),
    code(cxt) {
      const { minContains, maxContains } = cxt.parentSchema;
      if (minContains !== 0 || maxContains !== undefined) code(cxt);
      // As Ajv takes it elsewhere: whatever items there are may have been looked at.
      else cxt.it.items = true;
    },
  };
}
