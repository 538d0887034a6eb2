import type { Json, JsonPointer } from "../../spec/interchange/json.ts";
import type { LintContext } from "./lint-context.ts";

/** How bad it is: an error can never be meant so, a warning hardly. */
export type Severity = "error" | "warning";

/** What a rule has found, as data; its rule words it. */
export interface Finding {
  /** Where, in the document. */
  pointer: JsonPointer;
  /** The other place of a contradiction. */
  other?: JsonPointer;
  /** What the words are made of. */
  facts: Record<string, Json>;
}

/** One kind of contradiction. */
export interface LintRule {
  /** Stable, kebab-case. */
  id: string;
  severity: Severity;
  /** One sentence for people: what it finds and why that hurts. */
  about: string;
  /** The smallest documents with and without it, in YAML; a test runs both. */
  bad: string;
  good: string;
  check(context: LintContext): Iterable<Finding>;
  /** What is wrong and how to mend it. */
  words(facts: Finding["facts"]): { what: string; hint: string };
}
