import type { JsonPointer } from "../../../spec/interchange/json.ts";
import { isJsonObject } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { slownessOf } from "../../../spec/patterns/slow-pattern.ts";
import type { LintContext } from "../lint-context.ts";
import type { LintRule } from "../rule.ts";

/** In a text of so many characters, a power of the length is no long time. */
const SHORT = 1_000;

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
    for (const { pattern, pointer, maxLength } of patternsOf(context)) {
      const slowness = slownessOf(pattern);
      const isSlow = slowness === "exponential" || (slowness === "polynomial" && maxLength > SHORT);
      if (isSlow) yield { pointer, facts: { pattern, slowness, isBounded: Number.isFinite(maxLength) } };
    }
  },
  words: ({ pattern, slowness, isBounded }) => ({
    what: `the pattern ${String(pattern)} can take ${slowness === "exponential" ? "exponential time" : "time that grows with a power of the text's length"}`,
    hint: `write it so that no text can be read in two ways by repetition${isBounded ? "; maxLength does not help enough" : ""}`,
  }),
};

function* patternsOf({
  visited,
}: LintContext): Generator<{ pattern: string; pointer: JsonPointer; maxLength: number }> {
  for (const { kind, value, pointer } of visited) {
    if (kind !== "schema") continue;
    const maxLength = typeof value["maxLength"] === "number" ? value["maxLength"] : Number.POSITIVE_INFINITY;
    if (typeof value["pattern"] === "string")
      yield { pattern: value["pattern"], pointer: below(pointer, "pattern"), maxLength };
    const { patternProperties } = value;
    for (const pattern of Object.keys(isJsonObject(patternProperties) ? patternProperties : {})) {
      yield { pattern, pointer: below(pointer, "patternProperties", pattern), maxLength: Number.POSITIVE_INFINITY };
    }
  }
}
