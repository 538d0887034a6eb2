import { _, type CodeKeywordDefinition, str } from "ajv";
import { runtimeFunction } from "./keyword.ts";

/**
 * `multipleOf` on decimals, in place of Ajv's own, which divides doubles: it either refuses 0.57 as a
 * multiple of 0.01 or, with `multipleOfPrecision`, 100000.2 as one of 0.1, and takes 1e-12 for one of 0.1.
 */
export const multipleOf: CodeKeywordDefinition = {
  keyword: "multipleOf",
  type: "number",
  schemaType: "number",
  error: {
    message: ({ schemaCode }) => str`must be multiple of ${schemaCode}`,
    params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}`,
  },
  code(cxt) {
    cxt.pass(_`${runtimeFunction(cxt.gen, "isMultiple")}(${cxt.data}, ${cxt.schema as number})`);
  },
};
