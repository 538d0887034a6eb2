import { setTimeout } from "node:timers/promises";
import type { CaseExchange, Finding } from "../result.ts";
import { RunError } from "../run-error.ts";
import { isTransportFailure } from "../transport.ts";
import { headerValue } from "../wire-message.ts";
import { NotSentError } from "./call.ts";
import type { DeclaredLink } from "./declared-links.ts";
import { type FollowedLink, followLink, type LinkContext } from "./follow-link.ts";
import { judgeCriterion } from "./judge-criteria.ts";
import { type Attempt, attemptStep, collectOutputs } from "./run-step.ts";
import type { Scope, Values } from "./scope.ts";
import type { Action, Step, Workflow } from "./workflow-document.ts";

/** The id of the check that a workflow comes to an end. */
export const WORKFLOW_ENDS = "workflow-ends";

/** How often the steps of one workflow are run at most: a circle of `goto` has to end. */
const MOST_STEPS = 100;
/** No server makes a run wait longer than this, in milliseconds. */
const LONGEST_WAIT_MS = 60_000;

/** What running a workflow is made with. */
export interface WorkflowContext extends LinkContext {
  /** Waits for so many milliseconds. Default: a timer. */
  wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Why no step is begun any more, also not in so many milliseconds; `undefined` while one may be. */
  over?(inMs?: number): string | undefined;
}

/** A workflow that has been run. */
export interface WorkflowRun {
  /** By step id; steps that were not reached are not there. */
  steps: Map<string, StepRecord>;
  /** By case name; links that were not followed are not there. */
  links: Map<string, FollowedLink>;
  outputs: Values;
  /** Outputs of the workflow that are missing. */
  missing: Finding[];
  /** Why the steps that are not in `steps` were not reached. */
  ended: string;
  succeeded: boolean;
}

/** What came of a step; several runs of it, by way of `goto`, come together. */
export interface StepRecord {
  findings: Finding[];
  exchange?: CaseExchange;
  durationMs: number;
}

/** How the cases of a workflow are named. */
export interface CaseNames {
  step(step: Step): string;
  link(step: Step, link: DeclaredLink): string;
}

/**
 * Runs the steps of a workflow, one after the other. A step that fails is tried again where an action
 * says so, and then only its last attempt counts. A failed step has failed whatever its actions lead
 * to: they decide what is done next, not the verdict. Without one, the workflow ends. It also ends at a
 * step that must not be sent, which has not failed.
 *
 * @param links - the links of a step that are to be followed
 * @throws RunError (`unreachable-target`) when the target refuses the very first connection
 */
export async function runWorkflow(
  workflow: Workflow,
  inputs: Values,
  workflows: Scope["workflows"],
  names: CaseNames,
  links: (step: Step) => readonly DeclaredLink[],
  context: WorkflowContext,
): Promise<WorkflowRun> {
  const steps: Record<string, Values> = {};
  const scope: Scope = { inputs, steps, workflows };
  const run: WorkflowRun = {
    ...{ steps: new Map(), links: new Map(), outputs: {}, missing: [] },
    ...{ ended: "", succeeded: true },
  };
  let step: Step | undefined = workflow.steps[0];
  for (let count = 1; step; count++) {
    if (count > MOST_STEPS) {
      record(run, step, { findings: [endless(step, context.file)], durationMs: 0 });
      Object.assign(run, { succeeded: false, ended: `the workflow did not end within ${MOST_STEPS} steps` });
      return run;
    }
    const settled = await settleStep(step, names.step(step), scope, context).catch(notSent);
    if (settled instanceof NotSentError) {
      Object.assign(run, { succeeded: false, ended: settled.message });
      return run;
    }
    const { attempt, action } = settled;
    const { findings, exchange, outputs, succeeded } = attempt;
    const durationMs = exchange?.answer.durationMs ?? 0;
    record(run, step, exchange ? { findings, exchange, durationMs } : { findings, durationMs });
    if (succeeded) {
      steps[step.id] = outputs;
      for (const link of links(step)) {
        const name = names.link(step, link);
        if (isOf(link, exchange)) run.links.set(name, await followLink(link, name, attempt.scope, context));
      }
    } else run.succeeded = false;
    const next = following(workflow, step, succeeded, action);
    if (!next) run.ended = `the workflow ended ${succeeded ? "after" : "as it failed at"} the step ${step.id}`;
    step = next;
  }
  if (!run.succeeded) return run;
  return { ...run, ...collectOutputs(workflow.outputs, scope, context.file) };
}

/** Tries a step until it succeeds or nothing says that it is to be tried again. */
async function settleStep(
  step: Step,
  name: string,
  scope: Scope,
  context: WorkflowContext,
): Promise<{ attempt: Attempt; action: Action | undefined }> {
  const tries = new Map<Action, number>();
  const { wait = pause } = context;
  const ends = [context.signal, context.interrupt].filter((signal) => signal !== undefined);
  for (;;) {
    refuseOver(context);
    const attempt = await attemptStep(step, name, scope, context);
    refuseUnreachable(attempt, scope, context);
    const actions = attempt.succeeded ? step.onSuccess : step.onFailure;
    const action = actions.find(
      (each) =>
        (each.type !== "retry" || (tries.get(each) ?? 0) < each.limit) &&
        each.criteria.every((criterion) => judgeCriterion(criterion, attempt.scope).holds),
    );
    if (action?.type !== "retry") return { attempt, action };
    tries.set(action, (tries.get(action) ?? 0) + 1);
    const ms = waitingTime(attempt, action.after, context.now());
    refuseOver(context, ms);
    await wait(ms, AbortSignal.any(ends)).catch((error: unknown) => {
      refuseOver(context);
      throw error;
    });
  }
}

/** What `Retry-After` says (RFC 9110, section 10.2.3), otherwise what the action says, in milliseconds. */
function waitingTime({ exchange }: Attempt, after: number, now: number): number {
  const answer = exchange?.answer;
  const field = answer && !isTransportFailure(answer) ? headerValue(answer.headers, "retry-after") : undefined;
  const said = field === undefined ? NaN : /^\d+$/.test(field) ? Number(field) * 1_000 : Date.parse(field) - now;
  return Math.min(LONGEST_WAIT_MS, Math.max(0, Number.isNaN(said) ? after * 1_000 : said));
}

function following(workflow: Workflow, step: Step, succeeded: boolean, action: Action | undefined): Step | undefined {
  if (action?.type === "goto") return workflow.steps.find(({ id }) => id === action.stepId);
  if (action?.type === "end" || !succeeded) return undefined;
  return workflow.steps[workflow.steps.indexOf(step) + 1];
}

/** The first run of a step with a finding is the one to look at; otherwise the last. */
function record(run: WorkflowRun, step: Step, next: StepRecord): void {
  const before = run.steps.get(step.id);
  const isTelling = before !== undefined && before.findings.length > 0;
  run.steps.set(step.id, {
    ...(isTelling ? before : next),
    findings: [...(before?.findings ?? []), ...next.findings],
    durationMs: (before?.durationMs ?? 0) + next.durationMs,
  });
}

function isOf({ status }: DeclaredLink, exchange: CaseExchange | undefined): boolean {
  if (!exchange || isTransportFailure(exchange.answer)) return false;
  const actual = String(exchange.answer.status);
  return status === actual || status === `${actual[0]}XX` || status === "default";
}

function endless({ id, pointer }: Step, file: string): Finding {
  const what = `the step ${id} would be the ${MOST_STEPS + 1}st to run`;
  const hint = "A goto leads in a circle: give its action a criterion that stops holding.";
  return { check: WORKFLOW_ENDS, where: `${file}#${pointer}`, what, hint };
}

function refuseUnreachable({ exchange }: Attempt, scope: Scope, context: WorkflowContext): void {
  const isFirst = Object.keys(scope.steps).length === 0 && Object.keys(scope.workflows).length === 0;
  if (!isFirst || !exchange || !isTransportFailure(exchange.answer) || exchange.answer.failure !== "refused") return;
  const what = `cannot be reached: ${exchange.answer.message}`;
  const hint = "Start the server, or correct the target's URL (host, port, http or https).";
  throw new RunError("unreachable-target", `target ${context.target.url}`, what, hint);
}

/** A step that would have been tried again has not failed. */
function refuseOver({ over }: WorkflowContext, inMs = 0): void {
  const reason = over?.(inMs);
  if (reason !== undefined) throw new NotSentError(reason);
}

function notSent(error: unknown): NotSentError {
  if (error instanceof NotSentError) return error;
  throw error;
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, signal ? { signal } : {});
}
