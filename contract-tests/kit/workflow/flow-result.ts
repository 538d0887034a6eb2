import type { CaseResult, Finding } from "../result.ts";
import { asCase, type FlowCase } from "./flow-plan.ts";
import type { WorkflowContext, WorkflowRun } from "./run-workflow.ts";
import type { Workflow } from "./workflow-document.ts";

/**
 * The result of a case of a workflow.
 *
 * @param run - absent when the workflow was not run
 * @param left - why the case was left out
 */
export function flowResult(
  each: FlowCase,
  workflow: Workflow,
  run: WorkflowRun | undefined,
  left: string | undefined,
  { knownFailing }: Pick<WorkflowContext, "knownFailing">,
): CaseResult {
  const { name, tests } = asCase(each);
  const shared = { name, operation: workflow.id, tests };
  const skipped = (reason: string): CaseResult => ({
    ...shared,
    status: "skipped",
    findings: [],
    reason,
    durationMs: 0,
  });
  if (!run || left !== undefined) return skipped(left ?? "the workflow was not run");
  const judged = (findings: Finding[]) => knownFailing.judge(asCase(each), findings);
  if (!each.step) {
    if (!run.succeeded) return skipped(run.ended);
    return { ...shared, durationMs: 0, ...judged(run.missing) };
  }
  if (each.link) {
    const followed = run.links.get(name);
    if (!followed) return skipped(run.steps.has(each.step.id) ? "the answer was none that has this link" : run.ended);
    if (followed.notSent !== undefined) return skipped(followed.notSent);
    const { exchange, findings } = followed;
    return {
      ...shared,
      ...(exchange ? { exchange } : {}),
      durationMs: exchange?.answer.durationMs ?? 0,
      ...judged(findings),
    };
  }
  const record = run.steps.get(each.step.id);
  if (!record) return skipped(run.ended);
  const { exchange, durationMs, findings } = record;
  return { ...shared, ...(exchange ? { exchange } : {}), durationMs, ...judged(findings) };
}
