import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import { freshSource } from "../../../spec/interchange/fresh-text.ts";
import type { Artefacts } from "../../artefacts.ts";
import { casePattern } from "../case-pattern.ts";
import { httpTransport } from "../http-transport.ts";
import { cutShortBy, notRun } from "../interruption.ts";
import { knownFailingList } from "../known-failing.ts";
import type { RunEvent, RunSummary } from "../run-event.ts";
import type { RunOptions } from "../run-options.ts";
import { runSecrets } from "../secrets.ts";
import { isInShard, shardName } from "../shard.ts";
import { validateTarget } from "../target.ts";
import { timeIsOver } from "../time-budget.ts";
import type { Transport } from "../transport.ts";
import { reasonNotToWrite } from "../write-guard.ts";
import type { DeclaredLink } from "./declared-links.ts";
import { asCase, type FlowCase, type FlowPlan, flowPlan, linkName, stepName } from "./flow-plan.ts";
import { flowResult } from "./flow-result.ts";
import { LINKS } from "./follow-link.ts";
import { SUCCESS_CRITERIA } from "./judge-criteria.ts";
import { RESPONSE_CHECKS, STEP_OUTPUTS, STEP_REQUEST } from "./run-step.ts";
import { runWorkflow, WORKFLOW_ENDS, type WorkflowContext } from "./run-workflow.ts";
import type { Values } from "./scope.ts";
import { plansInShard, selectedPlans } from "./selected-plans.ts";
import type { Step, Workflow, WorkflowDocument } from "./workflow-document.ts";
import { refuseUnknownInputs, workflowInputs } from "./workflow-inputs.ts";

type Shared = "target" | "transport" | "credentials" | "headers" | "params" | "seed" | "now" | "guardMs" | "timeoutMs";
type Selection = "allowWrites" | "only" | "skip" | "shard" | "knownFailing";
type Ends = "maxTimeMs" | "signal" | "interrupt" | "stopwatch";

/** Which workflows to run, against what, and how. Where {@link RunOptions} say the same, it means the same. */
export interface WorkflowRunOptions extends Pick<RunOptions, Shared | Selection | Ends> {
  artefacts: Pick<Artefacts, "contract" | "document" | "validator" | "schema" | "caseFiles">;
  document: WorkflowDocument;
  /** Waits for so many milliseconds before a retry. Default: a timer. */
  wait?: WorkflowContext["wait"];
}

/** Every check of a workflow's case, for lists of known failures. */
const CHECKS = [
  ...RESPONSE_CHECKS,
  ...[STEP_REQUEST, SUCCESS_CRITERIA, STEP_OUTPUTS, LINKS, WORKFLOW_ENDS].map((id) => ({ id })),
];

/**
 * Runs the workflows of a document against a target: a stream of the same events as a run of cases,
 * one workflow after the other. There is a case for every step, `workflow/<workflowId>/<stepId>/<operationId>`,
 * for every link of a step that follows them, `…/<stepId>/links/<status>/<name>`, and for the outputs of a
 * workflow. `params` are inputs. As steps build on each other, `only` and `skip` choose whole
 * workflows, `skip` also single links; a shard holds workflows that depend on each other together.
 *
 * @throws RunError when there is nothing to run, an input is missing or the target cannot be tested
 */
export async function* runWorkflows(options: WorkflowRunOptions): AsyncGenerator<RunEvent, void, undefined> {
  const { document, stopwatch = () => performance.now(), params = {}, only = [], skip = [], maxTimeMs } = options;
  const { title, version } = document;
  const started = stopwatch();
  const elapsed = () => stopwatch() - started;
  const outOfTime = `not run: ${timeIsOver(maxTimeMs ?? 0)}`;
  const over = (inMs = 0) => {
    if (options.interrupt?.aborted) return notRun(options.interrupt);
    return maxTimeMs !== undefined && elapsed() + inMs >= maxTimeMs ? outOfTime : undefined;
  };
  validateTarget(options.target);
  const fresh = freshSource(options.seed);
  const isSkipped = casePattern(skip);
  const all = document.workflows.map((workflow) => flowPlan(workflow, options.artefacts));
  const plans = selectedPlans(all, only);
  refuseUnknownInputs(params, document.workflows);
  // Before the first request: what is wrong with one input must not end a run in the middle.
  const inputs = new Map(
    plans.map(({ workflow }) => [workflow.id, workflowInputs(workflow, { given: params, fresh })]),
  );
  const own = options.transport ? undefined : httpTransport({ stopwatch });
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  try {
    const means = { transport: options.transport ?? (own as Transport), fresh, signal, over };
    const context = await contextOf(options, means);
    const names = plans.flatMap(({ cases }) => cases);
    const left = all.flatMap(({ cases }) => cases).length - names.length;
    const inPart = plansInShard(plans, options.shard);
    const operations = plans.map((plan) => ({
      ...{ id: plan.workflow.id, method: "", path: `${document.file}#${plan.workflow.pointer}` },
      cases: inPart(plan) ? plan.cases.length : 0,
    }));
    const { seed, target, credentials = {}, headers = [] } = options;
    const count = operations.reduce((sum, { cases }) => sum + cases, 0);
    yield {
      ...{ type: "run-started", title, version, target: target.url, seed },
      ...{ secrets: runSecrets(credentials, headers), cases: count, leftOut: left, operations },
      ...(options.shard && { shard: shardName(options.shard) }),
    };
    const counts = { passed: 0, failed: 0, "known-failing": 0, skipped: 0 };
    const done: Record<string, { inputs: Values; outputs: Values }> = {};
    let index = 0;
    let unfinished = 0;
    for (const plan of plans) {
      const { workflow } = plan;
      if (!inPart(plan)) {
        index += plan.cases.length;
        continue;
      }
      const reason = reasonToSkip(plan, isSkipped, done, context) ?? reasonNotToChange(workflow, options);
      const given = inputs.get(workflow.id) ?? {};
      const isFollowed = ({ link, name }: FlowCase) => link !== undefined && !isSkipped(name);
      const followed = (step: Step) =>
        plan.cases.flatMap((each) => (each.step === step && isFollowed(each) && each.link ? [each.link] : []));
      const naming = {
        step: (step: Step) => stepName(workflow, step),
        link: (step: Step, link: DeclaredLink) => linkName(workflow, step, link),
      };
      const run =
        reason === undefined ? await runWorkflow(workflow, given, done, naming, followed, context) : undefined;
      if (run?.succeeded && run.missing.length === 0) done[workflow.id] = { inputs: given, outputs: run.outputs };
      for (const each of plan.cases) {
        const left = reason ?? (each.link && isSkipped(each.name) ? "left out by a pattern" : undefined);
        const result = flowResult(each, workflow, run, left, context);
        counts[result.status]++;
        if (result.reason === outOfTime || result.reason === notRun(context.interrupt)) unfinished++;
        yield { type: "case-finished", index: index++, result };
      }
    }
    for (const stale of context.knownFailing.stale(all.flatMap(({ cases }) => cases.map(asCase)))) {
      if (!isInShard(stale.entry.case, options.shard)) continue;
      counts.failed++;
      yield { type: "entry-stale", ...stale };
    }
    const { passed, failed, skipped } = counts;
    const cutShort = context.interrupt?.aborted
      ? cutShortBy(context.interrupt, unfinished)
      : unfinished > 0
        ? `${timeIsOver(maxTimeMs ?? 0)} before ${unfinished} cases`
        : undefined;
    const summary: RunSummary = {
      ...{ cases: count, passed, failed, knownFailing: counts["known-failing"], skipped, undecided: 0 },
      ...{ seed, durationMs: elapsed() },
      ...(options.shard && { shard: shardName(options.shard) }),
      ...(cutShort === undefined ? {} : { cutShort }),
    };
    yield { type: "run-finished", summary };
  } finally {
    stop.abort();
    own?.close();
  }
}

async function contextOf(
  options: WorkflowRunOptions,
  means: Pick<WorkflowContext, "transport" | "fresh" | "signal" | "over">,
): Promise<WorkflowContext> {
  const { artefacts, document, target, credentials = {}, headers = [], now = Date.now } = options;
  const { guardMs = 2_000, timeoutMs = 10_000, knownFailing = [], wait, allowWrites = false, interrupt } = options;
  const bases = new Map<string, RequestTemplate>(
    (await artefacts.caseFiles()).map(({ operation, base }) => [operation, base]),
  );
  return {
    ...{ artefacts, target, credentials, headers, now, guardMs, timeoutMs, ...means },
    ...{ bases, allowWrites, checks: RESPONSE_CHECKS, file: document.file },
    knownFailing: knownFailingList(knownFailing, CHECKS),
    ...(wait ? { wait } : {}),
    ...(interrupt ? { interrupt } : {}),
  };
}

/** Steps build on each other: one that must not be sent keeps the whole workflow from being run. */
function reasonNotToChange(
  { steps }: Workflow,
  { target, allowWrites = false }: WorkflowRunOptions,
): string | undefined {
  const template = { path: {}, query: [], headers: {}, cookies: {}, credentials: [], body: null };
  return steps
    .map(({ operation }) => reasonNotToWrite(operation, template, { target, allowWrites }))
    .find((reason) => reason !== undefined);
}

function reasonToSkip(
  { workflow, cases }: FlowPlan,
  isSkipped: (name: string) => boolean,
  done: Readonly<Record<string, unknown>>,
  context: WorkflowContext,
): string | undefined {
  const over = context.over?.();
  if (over !== undefined) return over;
  const open = workflow.dependsOn.find((id) => !Object.hasOwn(done, id));
  if (open !== undefined) return `the workflow ${open}, on which this one depends, did not succeed`;
  return cases.some(({ name, link }) => !link && isSkipped(name)) ? "left out by a pattern" : undefined;
}
