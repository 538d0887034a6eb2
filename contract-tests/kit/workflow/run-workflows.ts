import type { Case, RequestTemplate } from "../../../spec/interchange/case.ts";
import { freshSource } from "../../../spec/interchange/render.ts";
import type { Artefacts } from "../../artefacts.ts";
import { casePattern } from "../case-pattern.ts";
import { httpTransport } from "../http-transport.ts";
import { cutShortBy, notRun } from "../interruption.ts";
import { knownFailingList } from "../known-failing.ts";
import type { CaseResult, Finding } from "../result.ts";
import { RunError } from "../run-error.ts";
import type { RunEvent, RunSummary } from "../run-event.ts";
import type { RunOptions } from "../run-options.ts";
import { runSecrets } from "../secrets.ts";
import { isInShard, type Shard, shardName } from "../shard.ts";
import { validateTarget } from "../target.ts";
import type { Transport } from "../transport.ts";
import { reasonNotToWrite } from "../write-guard.ts";
import { type DeclaredLink, declaredLinks } from "./declared-links.ts";
import { LINKS } from "./follow-link.ts";
import { SUCCESS_CRITERIA } from "./judge-criteria.ts";
import { linkTarget } from "./link-call.ts";
import { RESPONSE_CHECKS, STEP_OUTPUTS, STEP_REQUEST } from "./run-step.ts";
import { runWorkflow, WORKFLOW_ENDS, type WorkflowContext, type WorkflowRun } from "./run-workflow.ts";
import type { Values } from "./scope.ts";
import type { Step, Workflow, WorkflowDocument } from "./workflow-document.ts";
import { refuseUnknownInputs, workflowInputs } from "./workflow-inputs.ts";

type Shared = "target" | "transport" | "credentials" | "headers" | "params" | "seed" | "now" | "guardMs" | "timeoutMs";
type Selection = "allowWrites" | "only" | "skip" | "shard" | "knownFailing" | "signal" | "interrupt" | "stopwatch";

/** Which workflows to run, against what, and how. Where {@link RunOptions} say the same, it means the same. */
export interface WorkflowRunOptions extends Pick<RunOptions, Shared | Selection> {
  artefacts: Pick<Artefacts, "contract" | "document" | "validator" | "schema" | "caseFiles">;
  document: WorkflowDocument;
  /** Waits for so many milliseconds before a retry. Default: a timer. */
  wait?: WorkflowContext["wait"];
}

/** A case of a workflow: a step, a link of a step, or the outputs of the whole. */
interface FlowCase {
  name: string;
  pointer: string;
  step?: Step;
  link?: DeclaredLink;
}

interface FlowPlan {
  workflow: Workflow;
  cases: FlowCase[];
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
  const { document, stopwatch = () => performance.now(), params = {}, only = [], skip = [] } = options;
  const { title, version } = document;
  const started = stopwatch();
  validateTarget(options.target);
  const fresh = freshSource(options.seed);
  const isSkipped = casePattern(skip);
  const all = document.workflows.map((workflow) => planOf(workflow, options));
  const plans = chosen(all, only);
  refuseUnknownInputs(params, document.workflows);
  // Before the first request: what is wrong with one input must not end a run in the middle.
  const inputs = new Map(
    plans.map(({ workflow }) => [workflow.id, workflowInputs(workflow, { given: params, fresh })]),
  );
  const own = options.transport ? undefined : httpTransport({ stopwatch });
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  try {
    const context = await contextOf(options, options.transport ?? (own as Transport), fresh, signal);
    const names = plans.flatMap(({ cases }) => cases);
    const left = all.flatMap(({ cases }) => cases).length - names.length;
    const inPart = partOf(plans, options.shard);
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
        const result = resultOf(each, workflow, run, left, context);
        counts[result.status]++;
        if (context.interrupt?.aborted && result.reason === notRun(context.interrupt)) unfinished++;
        yield { type: "case-finished", index: index++, result };
      }
    }
    for (const stale of context.knownFailing.stale(all.flatMap(({ cases }) => cases.map(asCase)))) {
      if (!isInShard(stale.entry.case, options.shard)) continue;
      counts.failed++;
      yield { type: "entry-stale", ...stale };
    }
    const { passed, failed, skipped } = counts;
    const cutShort = cutShortBy(context.interrupt, unfinished);
    const summary: RunSummary = {
      ...{ cases: count, passed, failed, knownFailing: counts["known-failing"], skipped, undecided: 0 },
      ...{ seed, durationMs: stopwatch() - started },
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
  transport: Transport,
  fresh: (length: number) => string,
  signal: AbortSignal,
): Promise<WorkflowContext> {
  const { artefacts, document, target, credentials = {}, headers = [], now = Date.now } = options;
  const { guardMs = 2_000, timeoutMs = 10_000, knownFailing = [], wait, allowWrites = false, interrupt } = options;
  const bases = new Map<string, RequestTemplate>(
    (await artefacts.caseFiles()).map(({ operation, base }) => [operation, base]),
  );
  return {
    ...{ artefacts, target, transport, credentials, headers, now, guardMs, timeoutMs, fresh, signal },
    ...{ bases, allowWrites, checks: RESPONSE_CHECKS, file: document.file },
    knownFailing: knownFailingList(knownFailing, CHECKS),
    ...(wait ? { wait } : {}),
    ...(interrupt ? { interrupt } : {}),
  };
}

function planOf(workflow: Workflow, { artefacts }: WorkflowRunOptions): FlowPlan {
  const cases = workflow.steps.flatMap((step): FlowCase[] => {
    const links = step.followLinks ? linksToFollow(step, artefacts) : [];
    return [
      { name: stepName(workflow, step), pointer: step.pointer, step },
      ...links.map((link) => ({ name: linkName(workflow, step, link), pointer: step.pointer, step, link })),
    ];
  });
  if (workflow.outputs.length > 0) {
    cases.push({ name: `workflow/${workflow.id}/outputs`, pointer: `${workflow.pointer}/outputs` });
  }
  return { workflow, cases };
}

/** A link to a deletion is there for cleaning up: whoever follows it on the way has nothing left. */
function linksToFollow({ operation }: Step, { document, contract }: WorkflowRunOptions["artefacts"]): DeclaredLink[] {
  return declaredLinks(operation, document).filter(
    ({ link }) => linkTarget(link, contract.operations)?.method !== "DELETE",
  );
}

function stepName(workflow: Workflow, { id, operation }: Step): string {
  return `workflow/${workflow.id}/${id}/${operation.id}`;
}

/** Links of the same name in different responses of an operation are told apart by their status. */
function linkName({ id }: Workflow, step: Step, { name, status }: DeclaredLink): string {
  return `workflow/${id}/${step.id}/links/${status}/${name}`;
}

/** Which workflows a shard holds: all that depend on each other, named by the first of them. */
function partOf(plans: readonly FlowPlan[], shard: Shard | undefined): (plan: FlowPlan) => boolean {
  const first = new Map<string, string>();
  for (const { workflow } of plans) {
    const groups = [workflow.id, ...workflow.dependsOn.map((id) => first.get(id) ?? id)];
    const name = groups.at(1) ?? workflow.id;
    first.set(workflow.id, name);
    for (const [id, group] of first) if (groups.includes(group)) first.set(id, name);
  }
  return ({ workflow }) => isInShard(`workflow/${first.get(workflow.id)}`, shard);
}

/** The workflows with a case that is meant, and those that they depend on. */
function chosen(all: FlowPlan[], only: readonly string[]): FlowPlan[] {
  if (only.length === 0) return all;
  const isMeant = casePattern(only);
  const wanted = new Set(all.filter(({ cases }) => cases.some(({ name }) => isMeant(name))));
  // Each comes after those that it depends on, so one pass from the end finds them all.
  for (const plan of all.toReversed()) {
    if (wanted.has(plan)) for (const id of plan.workflow.dependsOn) add(id);
  }
  if (wanted.size > 0) return all.filter((plan) => wanted.has(plan));
  const names = all.flatMap(({ cases }) => cases);
  const hint = `Patterns are globs over names such as ${names[0]?.name ?? "workflow/…"}.`;
  throw new RunError("bad-options", `only ${only.join(", ")}`, `means none of the ${names.length} cases`, hint);

  function add(id: string): void {
    const plan = all.find(({ workflow }) => workflow.id === id);
    if (plan) wanted.add(plan);
  }
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
  if (context.interrupt?.aborted) return notRun(context.interrupt);
  const open = workflow.dependsOn.find((id) => !Object.hasOwn(done, id));
  if (open !== undefined) return `the workflow ${open}, on which this one depends, did not succeed`;
  return cases.some(({ name, link }) => !link && isSkipped(name)) ? "left out by a pattern" : undefined;
}

function resultOf(
  each: FlowCase,
  workflow: Workflow,
  run: WorkflowRun | undefined,
  left: string | undefined,
  { knownFailing }: WorkflowContext,
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

function asCase({ name, pointer, link }: FlowCase): Case {
  const keyword = link ? "link" : "step";
  return { name, tests: { keyword, pointer }, request: [], expect: { outcome: "accepted", status: ["2XX"] } };
}
