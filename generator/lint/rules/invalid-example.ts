import { createInstanceJudge, exampleInstances } from "../instances.ts";
import type { LintRule } from "../rule.ts";

/** Examples that their own schema refuses. */
export const invalidExample: LintRule = {
  id: "invalid-example",
  severity: "error",
  about:
    "An example that its own schema refuses: mocks answer with it, people copy it, and clients that validate fail.",
  bad: `
components:
  schemas:
    Id: { type: string, maxLength: 32, example: 5f0c2f7e-8c1a-4b57-9d0e-3a6b1c2d4e5f }
`,
  good: `
components:
  schemas:
    Id: { type: string, maxLength: 36, example: 5f0c2f7e-8c1a-4b57-9d0e-3a6b1c2d4e5f }
`,
  *check(context) {
    const judge = createInstanceJudge(context);
    for (const instance of exampleInstances(context)) {
      const violation = judge(instance);
      if (!violation) continue;
      const { keyword, message, pointer } = violation;
      yield { pointer: instance.pointer, other: instance.schema, facts: { keyword, message, at: pointer } };
    }
  },
  words: ({ keyword, message, at }) => ({
    what: `the example breaks its own schema${at === "" ? "" : ` at ${String(at)}`}: ${String(message)} (${String(keyword)})`,
    hint: "one of the two is wrong: mend the example, or the constraint that real data does not keep",
  }),
};
