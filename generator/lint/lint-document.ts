import type { JsonPointer } from "../../spec/interchange/json.ts";
import { buildContract } from "../contract.ts";
import type { LoadedDocument } from "../document/load.ts";
import { DocumentError, type Problem } from "../document/problem.ts";
import { createLintContext } from "./lint-context.ts";
import type { Finding, LintRule, Severity } from "./rule.ts";
import { anonymousAccess } from "./rules/anonymous-access.ts";
import { bodyWithoutMeaning } from "./rules/body-without-meaning.ts";
import { invalidDefault } from "./rules/invalid-default.ts";
import { invalidExample } from "./rules/invalid-example.ts";
import { keywordWithoutEffect } from "./rules/keyword-without-effect.ts";
import { readOnlyInput } from "./rules/read-only-input.ts";
import { slowPattern } from "./rules/slow-pattern.ts";
import { unsatisfiableSchema } from "./rules/unsatisfiable-schema.ts";
import { untypedObject } from "./rules/untyped-object.ts";

/** Every rule, in the order of the documentation. */
export const LINT_RULES: readonly LintRule[] = [
  invalidExample,
  invalidDefault,
  unsatisfiableSchema,
  keywordWithoutEffect,
  untypedObject,
  slowPattern,
  anonymousAccess,
  readOnlyInput,
  bodyWithoutMeaning,
];

/** A finding, worded and placed in the file. */
export interface LintProblem extends Problem {
  severity: Severity;
  /** The other place of a contradiction, with its line. */
  other?: Pick<Problem, "file" | "pointer" | "line" | "column">;
}

/** What a rule finds in a document, as data. */
export function findingsOf(rule: LintRule, loaded: LoadedDocument): Finding[] {
  return [...rule.check(createLintContext(loaded))];
}

/** Everything that contradicts itself in a document, by place; mistakes that were mended when it was read among them. */
export function lintDocument(loaded: LoadedDocument): LintProblem[] {
  const context = createLintContext(loaded);
  const own = LINT_RULES.flatMap((rule) =>
    [...rule.check(context)].map(({ pointer, other, facts }): LintProblem => {
      return {
        ...loaded.problemAt(pointer, { ...rule.words(facts), rule: rule.id }),
        severity: rule.severity,
        ...(other !== undefined && { other: placeOf(other) }),
      };
    }),
  );
  // The document first, then what stands in overlays, by their names.
  const fileOf = ({ file }: LintProblem) => (file === loaded.file ? "" : file);
  return [...readingProblems(loaded), ...own].sort(
    (one, next) =>
      (fileOf(one) < fileOf(next) ? -1 : fileOf(one) > fileOf(next) ? 1 : 0) ||
      (one.line ?? 0) - (next.line ?? 0) ||
      (one.column ?? 0) - (next.column ?? 0),
  );

  function placeOf(pointer: JsonPointer): NonNullable<LintProblem["other"]> {
    const { what: _, hint: __, rule: ___, ...place } = loaded.problemAt(pointer, { what: "", hint: "", rule: "" });
    return place;
  }
}

/** What generating would warn of, or fail with. */
function readingProblems(loaded: LoadedDocument): LintProblem[] {
  try {
    return buildContract(loaded).warnings.map((problem) => ({ ...problem, severity: "warning" }));
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return error.problems.map((problem) => ({ ...problem, severity: "error" }));
  }
}
