import { tokensOf } from "../../../spec/interchange/pointer.ts";
import type { LintRule } from "../rule.ts";

/** Methods whose content has no defined meaning (RFC 9110, sections 9.3.1, 9.3.2, 9.3.5). */
const METHODS = new Set(["get", "head", "delete"]);

/** Bodies of GET, HEAD and DELETE. */
export const bodyWithoutMeaning: LintRule = {
  id: "body-without-meaning",
  severity: "warning",
  about: "A body of GET, HEAD or DELETE: HTTP gives it no meaning, proxies drop it, and many clients cannot send it.",
  bad: `
paths:
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    delete:
      requestBody: { required: true, content: { application/json: {} } }
      responses: { "204": { description: gone } }
`,
  good: `
paths:
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    delete:
      responses: { "204": { description: gone } }
`,
  *check({ visited }) {
    for (const { kind, value, pointer } of visited) {
      const method = String(tokensOf(pointer).at(-1));
      if (kind !== "operation" || value["requestBody"] === undefined || !METHODS.has(method)) continue;
      yield { pointer: `${pointer}/requestBody`, facts: { method: method.toUpperCase() } };
    }
  },
  words: ({ method }) => ({
    what: `${String(method)} has a body, to which HTTP gives no meaning (RFC 9110, section 9.3)`,
    hint: "take it out, or put what it says into parameters",
  }),
};
