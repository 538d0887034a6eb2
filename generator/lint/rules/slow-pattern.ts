import { RegExpParser } from "@eslint-community/regexpp";
import { analyse } from "scslre";
import type { JsonPointer } from "../../../spec/interchange/json.ts";
import { isJsonObject } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import type { LintContext } from "../lint-context.ts";
import type { LintRule } from "../rule.ts";

/** Longer ones are not analysed: the time goes up with the square. */
const MAX_LENGTH = 2_000;

/** Patterns for which some texts take more and more time. */
export const slowPattern: LintRule = {
  id: "slow-pattern",
  severity: "warning",
  about:
    "A pattern that backtracks: for some texts a check takes time that grows with a power of their length, or exponentially, and one request can stop a server.",
  bad: `
components:
  schemas:
    Name: { type: string, pattern: "^(?:[a-z]+)+$" }
`,
  good: `
components:
  schemas:
    Name: { type: string, pattern: "^[a-z]+$", maxLength: 100 }
`,
  *check(context) {
    const verdicts = new Map<string, boolean>();
    for (const { pattern, pointer, isBounded } of patternsOf(context)) {
      if (pattern.length > MAX_LENGTH) continue;
      const isSlow = verdicts.get(pattern) ?? isExponential(pattern);
      verdicts.set(pattern, isSlow);
      // A few hundred characters never take long in a polynomial one.
      if (isSlow) yield { pointer, facts: { pattern, isBounded } };
    }
  },
  words: ({ pattern, isBounded }) => ({
    what: `the pattern ${String(pattern)} can take exponential time`,
    hint: `write it so that no text can be read in two ways by nested repetition${isBounded ? "; maxLength does not help enough" : ""}`,
  }),
};

function* patternsOf({
  visited,
}: LintContext): Generator<{ pattern: string; pointer: JsonPointer; isBounded: boolean }> {
  for (const { kind, value, pointer } of visited) {
    if (kind !== "schema") continue;
    const isBounded = typeof value["maxLength"] === "number";
    if (typeof value["pattern"] === "string")
      yield { pattern: value["pattern"], pointer: below(pointer, "pattern"), isBounded };
    const { patternProperties } = value;
    for (const pattern of Object.keys(isJsonObject(patternProperties) ? patternProperties : {})) {
      yield { pattern, pointer: below(pointer, "patternProperties", pattern), isBounded: false };
    }
  }
}

function isExponential(pattern: string): boolean {
  try {
    const ast = new RegExpParser().parseLiteral(new RegExp(pattern, "u").toString());
    const { reports } = analyse(ast, { reportTypes: { Move: false }, assumeRejectingSuffix: true });
    return reports.some(({ exponential }) => exponential);
  } catch {
    // No regular expression with the u flag: told when the document is read.
    return false;
  }
}
