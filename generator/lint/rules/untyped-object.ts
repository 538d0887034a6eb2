import { ALL_TYPES, commonTypes } from "../conjuncts.ts";
import type { LintRule } from "../rule.ts";

/** Properties without `type: object`: everything that is no object is accepted. */
export const untypedObject: LintRule = {
  id: "untyped-object",
  severity: "warning",
  about:
    "Properties without `type: object`: a text, a number or null is accepted in its place, as keywords for objects say nothing about them.",
  bad: `
components:
  schemas:
    Result: { required: [id], properties: { id: { type: string } } }
`,
  good: `
components:
  schemas:
    Result: { type: object, required: [id], properties: { id: { type: string } } }
`,
  *check({ visited, conjuncts }) {
    for (const { kind, value, pointer } of visited) {
      if (kind !== "schema" || (value["properties"] === undefined && value["required"] === undefined)) continue;
      // A part of an allOf, or of a branch, may leave the type to the others.
      if (/\/(?:allOf|anyOf|oneOf|if|then|else|not|dependentSchemas)\/?[^/]*$/.test(pointer)) continue;
      const nodes = conjuncts.of({ schema: value, pointer });
      if (
        commonTypes(nodes).size < ALL_TYPES.length ||
        nodes.some(({ schema }) => "const" in schema || "enum" in schema)
      )
        continue;
      if (nodes.some(({ schema }) => schema["anyOf"] !== undefined || schema["oneOf"] !== undefined)) continue;
      yield { pointer, facts: {} };
    }
  },
  words: () => ({
    what: "has properties but no type: whatever is no object is accepted too",
    hint: "write type: object beside it",
  }),
};
