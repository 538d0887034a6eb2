import { checkShape } from "../limits.ts";
import { DocumentError, type Problem } from "../problem.ts";
import type { SourceFile } from "../read.ts";
import type { ReferenceRules } from "../reference-guard.ts";
import { applyAction, createAllowance } from "./apply-action.ts";
import { copyValue } from "./merge.ts";
import { type Origin, originAt } from "./origin.ts";
import { readOverlay } from "./read-overlay.ts";

const ACTION_RULES = new Set(["invalid-overlay", "overlay-without-match"]);

/**
 * A document as overlays change it, one after the other. References in what they add are read as if they stood in
 * the document.
 *
 * @param files - paths of overlays
 * @returns the changed document; its problems are told where the part stands that they are about: in the document or
 *   in an overlay
 * @throws {@link DocumentError} when an overlay cannot be read, or some of its actions cannot be applied
 */
export async function applyOverlays(
  source: SourceFile,
  files: readonly string[],
  rules: Pick<ReferenceRules, "onRead"> = {},
): Promise<SourceFile> {
  const { file } = source;
  const origin: Origin = { source, pointer: "" };
  const target = { value: copyValue(source.value), origin };
  for (const path of files) {
    const overlay = await readOverlay(path, rules);
    const allowance = createAllowance();
    const problems: Problem[] = [];
    for (const action of overlay.actions) {
      try {
        applyAction(target, overlay, action, file, allowance);
      } catch (error) {
        // A document that has changed often leaves several actions without their target; after one without bounds,
        // none is tried any more.
        if (!(error instanceof DocumentError) || error.problems.some(({ rule }) => !ACTION_RULES.has(rule)))
          throw error;
        problems.push(...error.problems);
      }
    }
    if (problems.length > 0) throw new DocumentError(problems);
  }
  checkShape(file, target.value);
  return {
    file,
    value: target.value,
    warnings: source.warnings,
    problemAt(pointer, problem) {
      const from = originAt(origin, pointer);
      return from.source.problemAt(from.pointer, problem);
    },
  };
}
