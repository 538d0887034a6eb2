import { below } from "../../../spec/interchange/pointer.ts";
import type { LintRule } from "../rule.ts";

/** `readOnly` on what clients send. */
export const readOnlyInput: LintRule = {
  id: "read-only-input",
  severity: "warning",
  about:
    "`readOnly` on a parameter says that clients must not send it, although only they can: strict generators leave it out.",
  bad: `
paths:
  /things:
    get:
      parameters: [{ name: page, in: query, schema: { type: string, readOnly: true } }]
      responses: { "200": { description: ok } }
`,
  good: `
paths:
  /things:
    get:
      parameters: [{ name: page, in: query, schema: { type: string } }]
      responses: { "200": { description: ok } }
`,
  *check({ visited, conjuncts }) {
    const told = new Set<string>();
    for (const { kind, value, pointer } of visited) {
      const schema = kind === "parameter" ? conjuncts.at(value["schema"], below(pointer, "schema")) : undefined;
      for (const node of schema ? conjuncts.of(schema) : []) {
        const at = below(node.pointer, "readOnly");
        if (node.schema["readOnly"] !== true || told.has(at)) continue;
        told.add(at);
        yield { pointer: at, other: pointer, facts: { name: value["name"] ?? "" } };
      }
    }
  },
  words: ({ name }) => ({
    what: `readOnly on the parameter ${String(name)}, which clients have to send`,
    hint: "take readOnly out of the schema that the parameter uses",
  }),
};
