import { setTimeout } from "node:timers/promises";
import pLimit from "p-limit";
import type { Case, RequestTemplate } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import { type ClockSkew, isSameDate, measureClockSkew, skewNotice, type TimedAnswer } from "./clock-skew.ts";
import { answerProblem } from "./probe/answer-problem.ts";
import { isDocumentedAnswer } from "./probe/documented-answer.ts";
import type { Problem } from "./probe/problem.ts";
import { transportProblem } from "./probe/transport-problem.ts";
import type { Wait } from "./rate-limit.ts";
import type { CaseExchange } from "./result.ts";
import { type CaseContext, exchangeSupplied } from "./run-case.ts";
import { RunError } from "./run-error.ts";
import { hiddenRequest } from "./secret-pieces.ts";
import { maskOf } from "./secrets.ts";
import { baseUrl } from "./target.ts";
import { isTransportFailure } from "./transport.ts";
import { isSafeMethod } from "./write-guard.ts";

/** A clock that goes has another second by then. */
const SECOND_LOOK_MS = 1_100;

/** The base request of an operation. */
export interface Probe {
  operation: Operation;
  template: RequestTemplate;
  /** Its case. */
  testCase?: Case;
}

/** What the answers to the base requests tell. */
export interface ProbeResult {
  /** Of the target's clock; `undefined` when its answers have no `Date`. */
  skew?: ClockSkew;
  /** Whether the `Date` of its answers is always the same, and so no clock. */
  standsStill?: true;
  /** By operation id: the status with which the API refuses the base request, as the document allows. */
  refusals: ReadonlyMap<string, number>;
  /** The server error that is the answer to every base request; absent when there is another one. */
  serverError?: number;
}

/** How {@link probeTarget} goes about it. */
export interface ProbeOptions {
  /** Names of parameters with a value from outside. */
  given?: ReadonlySet<string>;
  /** How many requests are under way at once. Default 8. */
  concurrency?: number;
  /** Whether the target's clock is measured; not when the run's is known to be the target's. Default true. */
  measuresClock?: boolean;
  /** Default: a timer. */
  wait?: Wait;
}

interface ProbeAnswer extends Probe, Omit<TimedAnswer, "answer"> {
  exchange: CaseExchange;
  problem?: Problem;
}

/**
 * Makes sure that there is something to test: sends the base request of every operation. One clear
 * error now is worth more than hundreds of failed cases.
 *
 * @throws RunError when a base URL gives no answer to any of its operations that its API would give, or
 * when credentials are refused wherever they are presented
 */
export async function probeTarget(
  probes: readonly Probe[],
  context: CaseContext,
  { given = new Set(), concurrency = 8, measuresClock = true, wait = (ms) => setTimeout(ms) }: ProbeOptions = {},
): Promise<ProbeResult> {
  const byUrl = Map.groupBy(probes, ({ operation }) => baseUrl(context.target, operation));
  const answers: ProbeAnswer[] = [];
  for (const [url, [first, ...others]] of byUrl) {
    if (!first) continue;
    const limit = pLimit(concurrency);
    const send = (probe: Probe) => limit(() => ask(probe, context, given));
    const head = await send(first);
    // Nobody is there: asking once more for every operation would only take time.
    if (head.problem && isTransportFailure(head.exchange.answer) && head.exchange.answer.failure === "refused")
      throw errorOf(url, head.problem, [head], [head]);
    const own = [head, ...(await Promise.all(others.map(send)))];
    refuseTarget(url, own);
    answers.push(...own);
  }
  const timed = answers.flatMap(timedAnswer);
  const skew = measuresClock ? measureClockSkew(timed) : undefined;
  const standsStill =
    skew !== undefined && skewNotice(skew) !== undefined && (await hasStoppedClock(answers, context, wait));
  const refusals = answers.flatMap(({ operation, exchange: { answer } }): [string, number][] => {
    const isRefusal =
      !isTransportFailure(answer) && answer.status >= 400 && isDocumentedAnswer(operation, answer, context);
    return isRefusal ? [[operation.id, answer.status]] : [];
  });
  const statuses = new Set(answers.map(statusOf));
  const [serverError = 0] = statuses;
  const isKnown = answers.some(({ testCase }) => testCase && context.knownFailing.means(testCase));
  const isError = statuses.size === 1 && serverError >= 500 && !isKnown;
  const clock = standsStill ? { standsStill } : skew ? { skew } : {};
  return { ...clock, refusals: new Map(refusals), ...(isError ? { serverError } : {}) };
}

function timedAnswer({ exchange: { answer }, sentAt, receivedAt }: ProbeAnswer): TimedAnswer[] {
  return isTransportFailure(answer) ? [] : [{ answer, sentAt, receivedAt }];
}

/** Whether an operation gives the same `Date` again after more than a second. A request that only reads is preferred. */
async function hasStoppedClock(answers: readonly ProbeAnswer[], context: CaseContext, wait: Wait): Promise<boolean> {
  const first = answers.find(({ operation }) => isSafeMethod(operation.method)) ?? answers[0];
  if (!first) return false;
  await wait(SECOND_LOOK_MS);
  const again = await ask(first, context, new Set());
  return isSameDate(timedAnswer(first)[0], timedAnswer(again)[0]);
}

async function ask(probe: Probe, context: CaseContext, given: ReadonlySet<string>): Promise<ProbeAnswer> {
  const { operation, template, testCase } = probe;
  const sentAt = context.now();
  const exchange = await exchangeSupplied(template, `${operation.id}/probe`, operation, context);
  const receivedAt = context.now();
  const { request, answer, secrets } = exchange;
  const show = (url: string) => hiddenRequest({ url, headers: [] }, secrets).url;
  // What is known to be refused is no reason not to run.
  const isKnown = testCase !== undefined && context.knownFailing.means(testCase);
  const problem = isTransportFailure(answer)
    ? transportProblem({ ...request, shown: show(request.url) }, answer)
    : isKnown
      ? undefined
      : answerProblem(operation, request, answer, { ...context, given, show });
  return { ...probe, exchange, sentAt, receivedAt, ...(problem ? { problem } : {}) };
}

/** @throws RunError when every operation has a problem, or every one that presents credentials is refused them */
function refuseTarget(url: string, answers: readonly ProbeAnswer[]): void {
  const withCredentials = answers.filter(({ template }) => template.credentials.length > 0);
  const refused = withCredentials.filter(({ problem }) => problem?.code === "refused-credentials");
  const [first] = refused;
  if (first?.problem && refused.length === withCredentials.length) throw errorOf(url, first.problem, refused, answers);
  if (answers.some(({ problem }) => problem === undefined)) return;
  const byCode = Map.groupBy(answers, ({ problem }) => problem?.code);
  const most = [...byCode.values()].toSorted((one, other) => other.length - one.length)[0] ?? [];
  const [example] = most;
  if (!example?.problem) return;
  // One status may mean several things, by operation; it is told once, for all of them.
  const isAlike = (each: ProbeAnswer) => most.includes(each) || statusOf(each) === statusOf(example);
  throw errorOf(url, example.problem, answers.filter(isAlike), answers);
}

/** `0` where there is no answer. */
function statusOf({ exchange: { answer } }: ProbeAnswer): number {
  return isTransportFailure(answer) ? 0 : answer.status;
}

function errorOf(
  url: string,
  { code, what, hint }: Problem,
  alike: readonly ProbeAnswer[],
  all: readonly ProbeAnswer[],
): RunError {
  const share = alike.length === all.length ? "every operation" : `${alike.length} of ${all.length} operations`;
  const names = new Set(alike.flatMap(({ problem }) => problem?.parameters ?? []));
  const options = [...names].map((name) => ` --param ${name}=…`).join("");
  const mend = options === "" ? hint : `Name something that is there:${options}. ${hint}`;
  const mask = maskOf(alike.flatMap(({ exchange }) => exchange.secrets));
  return new RunError(code, `target ${url}`, mask.text(what(share)), mask.text(mend));
}
