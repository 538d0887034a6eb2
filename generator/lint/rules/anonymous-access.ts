import { isJsonObject } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import type { LintRule } from "../rule.ts";

/** Security requirements that let anyone in, beside or in place of ones that do not. */
export const anonymousAccess: LintRule = {
  id: "anonymous-access",
  severity: "warning",
  about:
    "An empty security requirement means that nobody has to present credentials: often what is left when the names in it got lost.",
  bad: `
security: [{}]
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
`,
  good: `
security: [{ token: [] }]
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
`,
  *check({ visited, document }) {
    const components = document["components"];
    const schemes = isJsonObject(components) ? components["securitySchemes"] : undefined;
    if (!isJsonObject(schemes) || Object.keys(schemes).length === 0) return;
    for (const { kind, value, pointer } of visited) {
      const list = value["security"];
      if ((kind !== "document" && kind !== "operation") || !Array.isArray(list)) continue;
      const empty = list.findIndex((alternative) => isJsonObject(alternative) && Object.keys(alternative).length === 0);
      if (empty === -1) continue;
      yield { pointer: below(pointer, "security", String(empty)), facts: { others: list.length - 1 } };
    }
  },
  words: ({ others }) => ({
    what:
      Number(others) > 0
        ? "an empty alternative makes the others optional: anyone may call"
        : "an empty requirement: anyone may call",
    hint: "name the schemes; for an operation that is meant for everyone write security: []",
  }),
};
