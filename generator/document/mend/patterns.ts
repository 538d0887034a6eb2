import { isJsonObject, type JsonObject, type JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { isNestedTooDeeply } from "../../../spec/patterns/nesting.ts";
import { isCheckable } from "../../../spec/patterns/text-matcher.ts";
import type { Problem } from "../problem.ts";
import { unicodePattern } from "../unicode-pattern.ts";
import type { Report } from "./repair.ts";

type Finding = Pick<Problem, "what" | "hint" | "rule">;

/** Longer patterns cost an engine seconds, before the first text. */
const MAX_LENGTH = 10_000;

const UNCHECKABLE: Finding = {
  what: "pattern may take for ever to check, and has no automaton: it is left out, and nothing checks it",
  hint: "write it so that a text can be read in one way only: no repetition in a repetition, no back reference",
  rule: "uncheckable-pattern",
};

/**
 * `pattern`, and the names of `patternProperties`, in the form that the `u` flag takes. Those that are no expressions,
 * and those that nobody can check in a bounded time, are left out.
 */
export function mendPatterns(schema: JsonObject, pointer: string, report: Report): void {
  const { pattern, patternProperties } = schema;
  if (typeof pattern === "string") {
    const { taken, finding } = soundPattern(pattern);
    if (taken === undefined) delete schema["pattern"];
    else schema["pattern"] = taken;
    if (finding) report(below(pointer, "pattern"), finding);
  }
  if (isJsonObject(patternProperties)) {
    const entries = Object.entries(patternProperties);
    const sound = entries.map(([name]) => soundPattern(name));
    for (const [index, [name]] of entries.entries()) {
      const finding = sound[index]?.finding;
      if (finding) report(below(pointer, "patternProperties", name), finding);
    }
    if (sound.some(({ finding }) => finding)) schema["patternProperties"] = renamed(entries, sound);
  }
}

/** Two names that mean the same hold both schemas. */
function renamed(entries: [string, unknown][], sound: readonly { taken?: string }[]): JsonObject {
  const members = new Map<string, JsonSchema>();
  for (const [index, [, schema]] of entries.entries()) {
    const name = sound[index]?.taken;
    if (name === undefined) continue;
    const before = members.get(name);
    members.set(name, (before === undefined ? schema : { allOf: [before, schema] }) as JsonSchema);
  }
  return Object.fromEntries(members) as JsonObject;
}

/** What a pattern is taken for, and what there is to say of it. */
function soundPattern(pattern: string): { taken?: string; finding?: Finding } {
  if (pattern.length > MAX_LENGTH || isNestedTooDeeply(pattern)) return { finding: UNCHECKABLE };
  const written = unicodePattern(pattern);
  if (typeof written !== "string") {
    return {
      finding: {
        what: `pattern does not compile: ${written.reason}: it is left out, and nothing checks it`,
        hint: "write it as an ECMA-262 expression that is valid with the u flag (no `(?i)`, no needless escapes)",
        rule: "invalid-pattern",
      },
    };
  }
  if (!isCheckable(written)) return { finding: UNCHECKABLE };
  if (written === pattern) return { taken: pattern };
  return {
    taken: written,
    finding: {
      what: `is no expression with the u flag, which JSON Schema asks for; it is taken for ${written}`,
      hint: "escape what has a meaning of its own, and nothing else",
      rule: "pattern-without-unicode",
    },
  };
}
