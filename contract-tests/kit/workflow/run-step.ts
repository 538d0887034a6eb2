import type { Case } from "../../../spec/interchange/case.ts";
import type { Operation } from "../../../spec/interchange/contract.ts";
import { answersInTime } from "../checks/answers-in-time.ts";
import { documentedContentType } from "../checks/documented-content-type.ts";
import { documentedStatus } from "../checks/documented-status.ts";
import { noServerError } from "../checks/no-server-error.ts";
import { responseHeaders } from "../checks/response-headers.ts";
import { responseSchema } from "../checks/response-schema.ts";
import type { CaseExchange, Finding } from "../result.ts";
import type { CaseContext } from "../run-case.ts";
import { isTransportFailure } from "../transport.ts";
import { type CallContext, call } from "./call.ts";
import { judgeSuccess } from "./judge-criteria.ts";
import { type Scope, UnresolvedError, type Values } from "./scope.ts";
import { type StepRequest, stepRequest } from "./step-request.ts";
import { fillValue } from "./value-template.ts";
import type { Output, Step } from "./workflow-document.ts";

/** The id of the check that a request could be made at all. */
export const STEP_REQUEST = "step-request";
/** The id of the check that the promised outputs are there. */
export const STEP_OUTPUTS = "step-outputs";

/** What all steps of a run have in common. */
export interface StepContext extends CallContext {
  /** The workflow document, for messages. */
  file: string;
}

/** One attempt at a step. */
export interface Attempt {
  /** Whether the criteria are met and the outputs are there. */
  succeeded: boolean;
  findings: Finding[];
  outputs: Values;
  /** The scope with the request and the response. */
  scope: Scope;
  /** Absent when no request could be made. */
  exchange?: CaseExchange;
}

/** The checks of every response, whatever a step expects of it. */
export const RESPONSE_CHECKS = [
  answersInTime,
  noServerError,
  documentedStatus,
  documentedContentType,
  responseSchema,
  responseHeaders,
] as const;

/**
 * Sends the request of a step and judges the answer: by the contract, and by the step's criteria.
 *
 * @throws NotSentError when it must not be sent
 */
export async function attemptStep(step: Step, name: string, scope: Scope, context: StepContext): Promise<Attempt> {
  const { file } = context;
  const failed = (findings: Finding[], rest: Partial<Attempt> = {}): Attempt => {
    return { succeeded: false, outputs: {}, scope, ...rest, findings };
  };
  let prepared: StepRequest;
  try {
    prepared = stepRequest(step, scope);
  } catch (error) {
    return failed([requestFinding(error, `${file}#${step.pointer}`)]);
  }
  const exchange = await call(prepared.call, name, context);
  const { answer, secrets } = exchange;
  if (isTransportFailure(answer)) return failed(checkResponse(step.operation, name, exchange, context), { exchange });
  const after: Scope = { ...scope, request: { ...prepared.view, wire: exchange.request }, response: answer };
  const unmet = judgeSuccess(step.criteria, after, { file, pointer: step.pointer, secrets });
  // A status that the workflow asks for, be it a 5xx, is no failure of the server.
  const isAskedFor = unmet.length === 0 && step.criteria.length > 0;
  const broken = checkResponse(step.operation, name, exchange, context, isAskedFor ? answer.status : undefined);
  if (unmet.length > 0) return failed([...broken, ...unmet], { exchange, scope: after });
  const { outputs, missing } = collectOutputs(step.outputs, after, file);
  return { succeeded: missing.length === 0, findings: [...broken, ...missing], outputs, scope: after, exchange };
}

/** What the contract has to say about a response. */
export function checkResponse(
  operation: Operation,
  name: string,
  { answer }: CaseExchange,
  { artefacts, now }: CaseContext,
  askedFor?: number,
): Finding[] {
  const testCase: Case = {
    name,
    tests: { keyword: "workflow", pointer: operation.pointer },
    request: [],
    expect: { outcome: "accepted", status: ["2XX", ...(askedFor === undefined ? [] : [String(askedFor)])] },
  };
  return RESPONSE_CHECKS.flatMap((check): Finding[] => {
    const result = check.run({ operation, testCase, answer, artefacts, now: now() });
    return result.passed ? [] : [{ check: check.id, where: result.where, what: result.what, hint: result.hint }];
  });
}

/** The values of outputs, and a finding for each that yields nothing. */
export function collectOutputs(
  outputs: readonly Output[],
  scope: Scope,
  file: string,
): { outputs: Values; missing: Finding[] } {
  const values: Record<string, Values[string]> = {};
  const missing: Finding[] = [];
  for (const { name, pointer, value } of outputs) {
    try {
      values[name] = fillValue(value, scope);
    } catch (error) {
      if (!(error instanceof UnresolvedError)) throw error;
      const what = `the output ${name} is missing: ${error.message}`;
      const hint = "The response lacks it: mend the server, or the expression.";
      missing.push({ check: STEP_OUTPUTS, where: `${file}#${pointer}`, what, hint });
    }
  }
  return { outputs: values, missing };
}

/** A request that could not be made, as a finding. Anything else is thrown on. */
function requestFinding(error: unknown, where: string): Finding {
  if (!(error instanceof UnresolvedError)) throw error;
  const hint = "An earlier response lacks it, or the expression means something else.";
  return { check: STEP_REQUEST, where, what: `no request can be made: ${error.message}`, hint };
}
