import type { RequestTemplate } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import type { Artefacts } from "../artefacts.ts";
import { prepareRequest } from "./case-request.ts";
import type { Check } from "./checks/check.ts";
import type { Credentials } from "./credentials.ts";
import type { KnownFailingList } from "./known-failing.ts";
import type { PlannedCase } from "./plan.ts";
import type { Patience } from "./rate-limit.ts";
import type { Fresh } from "./reserve-fresh.ts";
import type { CaseExchange, CaseResult, Finding } from "./result.ts";
import { RunError } from "./run-error.ts";
import type { Target } from "./target.ts";
import type { Transport } from "./transport.ts";
import type { Header } from "./wire-message.ts";

/** What the kit uses of a generated folder. */
export type RunArtefacts = Pick<Artefacts, "contract" | "validator" | "schema" | "caseFiles"> &
  Partial<Pick<Artefacts, "document">>;

/** What all cases of a run have in common. */
export interface CaseContext {
  artefacts: RunArtefacts;
  target: Target;
  transport: Transport;
  credentials: Credentials;
  /** Header fields that every request carries. */
  headers: readonly Header[];
  /** The target's clock, in epoch milliseconds. */
  now: () => number;
  /** The runner's clock, where it is another. */
  ownClock?: () => number;
  /** How far guarded instants keep from a bound, in milliseconds. */
  guardMs: number;
  /** How long an answer may take, in milliseconds. */
  timeoutMs: number;
  /** Texts that no other request of the run carries. */
  fresh: Fresh;
  /** Such texts that were set aside for a case. Default: the next ones of `fresh`. */
  freshOf?: (planned: PlannedCase) => Fresh;
  checks: readonly Check[];
  knownFailing: KnownFailingList;
  /** By operation id: the status with which the API refuses the base request, as the document allows. */
  refusals?: ReadonlyMap<string, number>;
  /** Takes wishes of the target to be asked later for what they are. */
  patience?: Patience;
  signal?: AbortSignal;
}

/**
 * Sends a request made from a template and waits for the answer. The expressions are resolved
 * before the first await, so that the order of calls decides which fresh texts a request gets.
 *
 * @throws RunError (`bad-case`) when the request cannot be made or is none that HTTP can carry
 */
export async function exchangeTemplate(
  template: RequestTemplate,
  name: string,
  operation: Operation,
  context: CaseContext,
): Promise<CaseExchange> {
  const prepared = prepareRequest(template, name, {
    operation,
    securitySchemes: context.artefacts.contract.securitySchemes,
    target: context.target,
    credentials: context.credentials,
    headers: context.headers,
    expressions: { now: context.now(), guard: context.guardMs, fresh: context.fresh },
  });
  // Somebody who repeats the request by hand computes its instants from the clock of this machine.
  const { ownClock } = context;
  if (ownClock && prepared.instantsAt !== undefined) prepared.instantsAt = ownClock();
  const { timeoutMs, signal } = context;
  const send = () => context.transport.send(prepared.request, { timeoutMs, ...(signal ? { signal } : {}) });
  try {
    const answer = await (context.patience ? context.patience(operation, send, signal) : send());
    return { ...prepared, answer };
  } catch (error) {
    if (signal?.aborted || error instanceof RunError) throw error;
    const hint = "No HTTP client can send it: mend the document or the case.";
    throw new RunError("bad-case", name, (error as Error).message, hint, { cause: error });
  }
}

/** Runs one case: makes its request, sends it, and judges the answer. @throws RunError as `exchangeTemplate` */
export async function runCase(planned: PlannedCase, context: CaseContext): Promise<CaseResult> {
  const { operation } = planned;
  if ("skipped" in planned) return skippedResult(planned, planned.skipped.reason);
  const { testCase, template } = planned;
  const fresh = context.freshOf?.(planned) ?? context.fresh;
  const exchange = await exchangeTemplate(template, testCase.name, operation, { ...context, fresh });
  const { answer } = exchange;
  const { artefacts, checks } = context;
  const found = checks.flatMap((check): Finding[] => {
    const result = check.run({ operation, testCase, answer, artefacts, now: context.now() });
    return result.passed ? [] : [{ check: check.id, where: result.where, what: result.what, hint: result.hint }];
  });
  const { durationMs } = answer;
  const { name, tests } = testCase;
  return {
    name,
    operation: operation.id,
    tests,
    testCase,
    exchange,
    durationMs,
    ...context.knownFailing.judge(testCase, found),
  };
}

/** The result of a case that is not sent. */
export function skippedResult(planned: PlannedCase, reason: string): CaseResult {
  const { name, tests } = "skipped" in planned ? planned.skipped : planned.testCase;
  const testCase = planned.testCase ? { testCase: planned.testCase } : {};
  const { id } = planned.operation;
  return { name, operation: id, tests, ...testCase, status: "skipped", findings: [], reason, durationMs: 0 };
}
