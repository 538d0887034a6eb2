import type { SchemaPlace } from "../conjuncts.ts";
import { type Contradiction, contradictionOf } from "../contradiction.ts";
import type { LintRule } from "../rule.ts";

/** Schemas that no value can keep. */
export const unsatisfiableSchema: LintRule = {
  id: "unsatisfiable-schema",
  severity: "error",
  about: "A schema that no value can keep: every response breaks it, or every request is refused.",
  bad: `
components:
  schemas:
    Success: { type: object, required: [success], properties: { success: { enum: [true] } } }
    Failure:
      allOf:
        - $ref: "#/components/schemas/Success"
        - { type: object, properties: { success: { enum: [false] } } }
`,
  good: `
components:
  schemas:
    Success: { type: object, required: [success], properties: { success: { enum: [true] } } }
    Failure: { type: object, required: [success], properties: { success: { enum: [false] } } }
`,
  *check({ visited, conjuncts }) {
    const known = new Map<object, Contradiction | undefined>();
    const contradiction = (schema: SchemaPlace) => {
      if (!known.has(schema.schema)) known.set(schema.schema, contradictionOf(schema, conjuncts));
      return known.get(schema.schema);
    };
    const told = new Set<string>();
    for (const { kind, value, pointer } of visited) {
      if (kind !== "schema") continue;
      const schema = { schema: value, pointer };
      const found = contradiction(schema);
      // Whoever only refers to it, or requires it as a member, has no contradiction of its own.
      if (!found || conjuncts.direct(schema).some(contradiction)) continue;
      const key = `${found.at} ${found.other}`;
      if (told.has(key)) continue;
      told.add(key);
      yield { pointer, other: found.other, facts: { why: found.why, at: found.at, other: found.other } };
    }
  },
  words: ({ why, at, other }) => ({
    what: `no value keeps this schema: ${String(why)}; ${String(at)} against ${String(other)}`,
    hint: "take out what does not belong here: often an allOf that should be a schema of its own",
  }),
};
