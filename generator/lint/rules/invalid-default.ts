import { below } from "../../../spec/interchange/pointer.ts";
import { createInstanceJudge } from "../instances.ts";
import type { LintRule } from "../rule.ts";

/** Defaults that their own schema refuses. */
export const invalidDefault: LintRule = {
  id: "invalid-default",
  severity: "error",
  about: "A default that its own schema refuses: tools that fill in defaults turn a sound request into a broken one.",
  bad: `
components:
  schemas:
    Expiry: { type: string, format: date-time, default: Now + 30 minutes }
`,
  good: `
components:
  schemas:
    Expiry: { type: string, format: date-time, description: By default 30 minutes from now. }
`,
  *check(context) {
    const judge = createInstanceJudge(context);
    for (const { kind, value, pointer } of context.visited) {
      if (kind !== "schema" || value["default"] === undefined) continue;
      const violation = judge({ value: value["default"], pointer: below(pointer, "default"), schema: pointer });
      if (!violation) continue;
      yield {
        pointer: below(pointer, "default"),
        other: pointer,
        facts: { keyword: violation.keyword, message: violation.message },
      };
    }
  },
  words: ({ keyword, message }) => ({
    what: `the default breaks its own schema: ${String(message)} (${String(keyword)})`,
    hint: "write a value that the schema accepts; say in the description what cannot be said as a value",
  }),
};
