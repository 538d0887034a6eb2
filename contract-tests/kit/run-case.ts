import type { RequestTemplate } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import type { FreshTexts } from "../../spec/interchange/fresh-text.ts";
import type { Artefacts } from "../artefacts.ts";
import { type PreparedRequest, prepareRequest } from "./case-request.ts";
import type { Check, CheckContext } from "./checks/check.ts";
import type { Credentials } from "./credentials.ts";
import type { KnownFailingList } from "./known-failing.ts";
import type { CaseToSend, PlannedCase } from "./plan.ts";
import type { Patience } from "./rate-limit.ts";
import type { CaseExchange, CaseResult, Finding } from "./result.ts";
import { RunError } from "./run-error.ts";
import type { Supply } from "./state/supply.ts";
import { type Handle, reasonUndecided } from "./state/undecided.ts";
import { isDocumentedStream } from "./stream.ts";
import { baseUrl, type Target } from "./target.ts";
import type { SendOptions, Transport } from "./transport.ts";
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
  fresh: FreshTexts;
  /** Such texts that were set aside for a case. Default: the next ones of `fresh`. */
  freshOf?: (planned: PlannedCase) => FreshTexts;
  checks: readonly Check[];
  knownFailing: KnownFailingList;
  /** By operation id: the status with which the API refuses the base request, as the document allows. */
  refusals?: ReadonlyMap<string, number>;
  /** The server error that is the answer to the base request of every operation. */
  serverError?: number;
  /** By operation id: parameters that take only what the server itself has given out. */
  handles?: ReadonlyMap<string, readonly Handle[]>;
  /** Makes what requests need to be there. */
  supply?: Supply;
  /** Runs the cases of links. */
  followLink?: (planned: CaseToSend, context: CaseContext) => Promise<CaseResult>;
  /** Takes wishes of the target to be asked later for what they are. */
  patience?: Patience;
  /** Ends requests that are under way: they throw its reason. */
  signal?: AbortSignal;
  /** When it is aborted, nothing is begun any more. */
  interrupt?: AbortSignal;
}

/**
 * Sends a request made from a template and waits for the answer. The expressions are resolved
 * before the first await, so that the order of calls decides which fresh texts a request gets.
 *
 * @param url - goes there, byte for byte, in place of the operation's URL; the query of the template is
 * added to its own. Credentials and header fields of the run go only to the target's origin
 * @throws RunError (`bad-case`) when the request cannot be made or is none that HTTP can carry
 */
export async function exchangeTemplate(
  template: RequestTemplate,
  name: string,
  operation: Operation,
  context: CaseContext,
  url?: string,
): Promise<CaseExchange> {
  const isOurs = url === undefined || new URL(url).origin === new URL(baseUrl(context.target, operation)).origin;
  const prepared = prepareRequest(isOurs ? template : { ...template, credentials: [] }, name, {
    operation,
    securitySchemes: context.artefacts.contract.securitySchemes,
    target: context.target,
    credentials: context.credentials,
    headers: isOurs ? context.headers : [],
    expressions: { now: context.now(), guard: context.guardMs, fresh: context.fresh },
  });
  if (url !== undefined) prepared.request.url = withQueryOf(url, prepared.request.url);
  byOwnClock(prepared, context);
  const { timeoutMs, signal } = context;
  const isStream: SendOptions["isStream"] = (head) => isDocumentedStream(operation, head, context.artefacts.document);
  const send = () => context.transport.send(prepared.request, { timeoutMs, isStream, ...(signal ? { signal } : {}) });
  try {
    const answer = await (context.patience ? context.patience(operation, send, signal) : send());
    return { ...prepared, answer };
  } catch (error) {
    if (signal?.aborted || error instanceof RunError) throw error;
    const hint = "No HTTP client can send it: mend the document or the case.";
    throw new RunError("bad-case", name, (error as Error).message, hint, { cause: error });
  }
}

function withQueryOf(url: string, other: string): string {
  const [, query] = /\?(.+)$/s.exec(other) ?? [];
  return query === undefined ? url : `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

/** Somebody who repeats a request by hand computes its instants from the clock of this machine. */
function byOwnClock(prepared: PreparedRequest, { now, ownClock }: Pick<CaseContext, "now" | "ownClock">): void {
  if (!ownClock || prepared.instantsAt === undefined) return;
  const own = ownClock();
  const ahead = Math.round((now() - own) / 1_000);
  prepared.instantsAt = own;
  if (prepared.instants) {
    prepared.instants = prepared.instants.map((each) => ({ ...each, fromNow: each.fromNow + ahead }));
  }
}

/**
 * Sends a request to something that is there, if the document says how that is made, and removes what
 * was made.
 *
 * @throws RunError as `exchangeTemplate`
 */
export async function exchangeSupplied(
  template: RequestTemplate,
  name: string,
  operation: Operation,
  context: CaseContext,
): Promise<CaseExchange> {
  const { supply } = context;
  const pending = supply?.supply(operation, template);
  const supplied = pending && (await pending);
  const exchange = await exchangeTemplate(supplied?.template ?? template, name, operation, context, supplied?.url);
  await supply?.tidy(operation, exchange);
  await supplied?.release?.(exchange);
  return exchange;
}

/** Runs one case: makes its request, sends it, and judges the answer. @throws RunError as `exchangeTemplate` */
export async function runCase(planned: PlannedCase, context: CaseContext): Promise<CaseResult> {
  const { operation } = planned;
  if ("skipped" in planned) return skippedResult(planned, planned.skipped.reason);
  const { testCase, template } = planned;
  const own = { ...context, fresh: context.freshOf?.(planned) ?? context.fresh };
  if (context.followLink && testCase.tests.keyword === "link") return context.followLink(planned, own);
  const send = () => exchangeSupplied(template, testCase.name, operation, own);
  const exchange = await (context.supply ? context.supply.inTurn(operation, testCase, send) : send());
  const { answer } = exchange;
  const found = findingsOf({ operation, testCase, answer }, context);
  const undecided = reasonUndecided({ operation, testCase, template }, answer, context, found.length === 0);
  if (undecided !== undefined) return undecidedResult(planned, undecided, exchange);
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

/** What the checks of a run find in an answer. */
export function findingsOf(
  judged: Pick<CheckContext, "operation" | "testCase" | "answer" | "link">,
  { artefacts, checks, now }: Pick<CaseContext, "artefacts" | "checks" | "now">,
): Finding[] {
  return checks.flatMap((check): Finding[] => {
    const result = check.run({ ...judged, artefacts, now: now() });
    return result.passed ? [] : [{ check: check.id, where: result.where, what: result.what, hint: result.hint }];
  });
}

/** The result of a case that is not sent. */
export function skippedResult(planned: PlannedCase, reason: string): CaseResult {
  const { name, tests } = "skipped" in planned ? planned.skipped : planned.testCase;
  const testCase = planned.testCase ? { testCase: planned.testCase } : {};
  const { id } = planned.operation;
  return { name, operation: id, tests, ...testCase, status: "skipped", findings: [], reason, durationMs: 0 };
}

/** The result of a case whose answer proves nothing. */
export function undecidedResult(planned: CaseToSend, reason: string, exchange: CaseExchange): CaseResult {
  return { ...skippedResult(planned, reason), isUndecided: true, exchange, durationMs: exchange.answer.durationMs };
}
