import type { Case, RequestTemplate } from "../../../spec/interchange/case.ts";
import { type FreshTexts, freshTextsOf } from "../../../spec/interchange/fresh-text.ts";
import { type RenderContext, render } from "../../../spec/interchange/render.ts";
import { type EncodedBody, encodeBody, type RenderedBody } from "../body.ts";
import type { PlannedCase } from "../plan.ts";
import type { CaseResult, Finding } from "../result.ts";
import { type CaseContext, exchangeTemplate, skippedResult } from "../run-case.ts";
import { RunError } from "../run-error.ts";
import { isTransportFailure } from "../transport.ts";
import type { FuzzOptions } from "./fuzz-options.ts";
import { type FuzzPath, formatFuzzPath } from "./fuzz-path.ts";
import { hash } from "./hash.ts";
import { pointersOf } from "./pointers.ts";
import { bodyBytes } from "./property/body-bytes.ts";
import { invalidData } from "./property/invalid-data.ts";
import type { FuzzProperty, Probe } from "./property/probe.ts";
import { validData } from "./property/valid-data.ts";
import { requestSpace } from "./request/request-space.ts";
import { shrunkPatch } from "./shrunk-patch.ts";
import { type Attempt, type TrialResult, tryProperty } from "./try-property.ts";
import { isUndecided } from "./undecided.ts";

/** Runs the cases of `withFuzzCases`. */
export type Fuzzer = (planned: PlannedCase, context: CaseContext) => Promise<CaseResult>;

/** What a fuzzer knows of the run. */
export interface FuzzerOptions {
  fuzz: FuzzOptions;
  seed: string;
  /** Names of parameters whose values are given: they keep them. */
  params: readonly string[];
  /** The derived cases: they know where the document speaks of a keyword. */
  cases: readonly Case[];
  /** How many properties there are to share the time, and how many are tried at once. */
  share: { properties: number; concurrency: number };
  /** How much of the run's time is left, in milliseconds. */
  timeLeft(): number | undefined;
}

const PROPERTIES: readonly FuzzProperty[] = [validData, invalidData, bodyBytes];

/**
 * Makes a fuzzer. Each property has random numbers and fresh texts of its own, which the seed and the name
 * of its case decide, and sends one request at a time; so the same seed sends the same requests in the same
 * order, whatever else runs.
 */
export function createFuzzer({ fuzz, seed, params, cases, share, timeLeft }: FuzzerOptions): Fuzzer {
  const kept = new Set(params);
  const rounds = Math.ceil(share.properties / share.concurrency);
  const timeMs = () => {
    const limits = [fuzz.timeMs === undefined ? undefined : Math.ceil(fuzz.timeMs / rounds), timeLeft()];
    const known = limits.filter((limit) => limit !== undefined);
    return known.length === 0 ? undefined : Math.max(1, Math.min(...known));
  };
  return async (planned, context) => {
    if ("skipped" in planned) return skippedResult(planned, planned.skipped.reason);
    const { operation, testCase, template: base } = planned;
    const property = PROPERTIES.find(({ id }) => testCase.name.endsWith(`/fuzz/${id}`)) as FuzzProperty;
    const { artefacts, guardMs, now } = context;
    const space = requestSpace({ operation, base, artefacts, kept });
    const reason = property.leftOut(space);
    if (reason !== undefined) return skippedResult(planned, reason);
    const replay = fuzz.path?.name === testCase.name ? fuzz.path : undefined;
    const fresh = countedFresh(`${seed} ${testCase.name}`, replay?.fresh ?? 0);
    const pointerOf = pointersOf(cases, space);
    const probes = property.probes({
      ...{ space, artefacts, pointerOf },
      time: () => ({ now: now(), guard: guardMs }),
      encode: (template) => encoded(template, testCase.name, { now: now(), guard: guardMs, fresh: fresh.next }),
    });
    const send = async (probe: Probe): Promise<Attempt> => {
      const before = fresh.given();
      const ask = () => exchangeTemplate(probe.template, testCase.name, operation, { ...context, fresh: fresh.next });
      const first = await ask();
      // A busy machine is silent once; a request that a server hangs on finds it silent again.
      const exchange = isSilent(first) ? await ask() : first;
      const undecided = isUndecided(exchange.answer, probe, space);
      const findings = undecided ? [] : judged(probe, planned, exchange.answer, context);
      return { probe, exchange, findings, isUndecided: undecided, fresh: before };
    };
    const trial = await tryProperty({
      ...{ probes, send, timeMs: timeMs(), path: replay?.path, interrupt: context.interrupt },
      ...{ seed: hash(0, `${seed} ${testCase.name}`) | 0, runs: fuzz.runs },
    });
    if (replay && trial.figures.requests === 0 && !trial.isInterrupted) throw leadsNowhere(replay);
    return resultOf(trial, planned, context, fuzz, seed);
  };
}

function leadsNowhere(path: FuzzPath): RunError {
  const hint = "Give the document, the seed and the options of the run that has printed it, --param too.";
  return new RunError("bad-options", `fuzz path ${formatFuzzPath(path)}`, "leads to no request", hint);
}

function isSilent({ answer }: Attempt["exchange"]): boolean {
  return isTransportFailure(answer) && answer.failure === "timeout";
}

/** Fresh texts that are counted, so that a request can be made again with the very same ones. */
function countedFresh(seed: string, skip: number): { next: FreshTexts; given(): number } {
  const textAt = freshTextsOf(seed);
  let given = skip;
  return { next: (length, of) => textAt(given++, length, of), given: () => given };
}

function encoded({ body }: RequestTemplate, seed: string, context: RenderContext): EncodedBody | undefined {
  return body === null ? undefined : encodeBody(render(body as object, context) as unknown as RenderedBody, seed);
}

function judged(
  probe: Probe,
  { operation }: PlannedCase,
  answer: Attempt["exchange"]["answer"],
  context: CaseContext,
): Finding[] {
  const { artefacts, checks } = context;
  const testCase: Case = { name: operation.id, tests: probe.tests, request: [], expect: probe.expect };
  return checks.flatMap((check): Finding[] => {
    const result = check.run({ operation, testCase, answer, artefacts, now: context.now() });
    if (result.passed) return [];
    const fault = probe.fault === undefined || check.id !== "rejected-when-invalid" ? "" : `; ${probe.fault}`;
    return [{ check: check.id, where: result.where, what: result.what + fault, hint: result.hint }];
  });
}

function resultOf(
  { failure, figures, last, isInterrupted }: TrialResult,
  planned: PlannedCase & { testCase: Case; template: RequestTemplate },
  context: CaseContext,
  fuzz: FuzzOptions,
  seed: string,
): CaseResult {
  const { operation, testCase, template: base } = planned;
  const { name } = testCase;
  const shown = failure ?? last;
  if (!shown || figures.undecided === figures.requests) {
    const reason = shown
      ? `every answer left it undecided (${answerOf(shown)})`
      : isInterrupted
        ? "it was ended before a request could be made"
        : `none of ${figures.discarded} random values became a request`;
    return { ...skippedResult(planned, reason), fuzz: figures };
  }
  const { probe, exchange, findings } = shown;
  const tried: Case = {
    ...testCase,
    tests: probe.tests,
    expect: probe.expect,
    request: shrunkPatch(base, probe.template),
  };
  return {
    ...{ name, operation: operation.id, tests: probe.tests, testCase: tried, exchange, fuzz: figures },
    durationMs: exchange.answer.durationMs,
    ...context.knownFailing.judge(testCase, failure ? findings : []),
    ...(failure && {
      reproduce: `--seed ${shellWord(seed)} --fuzz ${fuzz.runs} --fuzz-path ${shellWord(formatFuzzPath({ name, path: failure.path, fresh: failure.fresh }))}`,
    }),
  };
}

function answerOf({ exchange: { answer } }: Attempt): string {
  return "status" in answer ? `e.g. ${answer.status}` : answer.failure;
}

function shellWord(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
