import type { Case } from "../../../spec/interchange/case.ts";
import type { Contract, Operation } from "../../../spec/interchange/contract.ts";
import type { JsonSchema } from "../../../spec/interchange/json.ts";
import type { Validator } from "../../../spec/interchange/violation.ts";
import { isTransportFailure, type TransportFailure } from "../transport.ts";
import type { WireResponse } from "../wire-message.ts";
import type { LinkTrace } from "./link-trace.ts";

/** What a check looks at: one answer to one case. */
export interface CheckContext {
  operation: Operation;
  testCase: Case;
  answer: WireResponse | TransportFailure;
  /** The contract, and its generated validators and schemas. */
  artefacts: {
    contract: Pick<Contract, "securitySchemes">;
    validator(name: string): Validator;
    schema(name: string): JsonSchema;
  };
  /** When the answer came, in epoch milliseconds of the run's clock. */
  now: number;
  /** Of a case that follows a link: what came before and after. */
  link?: LinkTrace;
}

/** How a contract is broken. */
export interface Failure {
  /** Where in the contract: a place in `openapi.json`, or in the response. */
  where: string;
  /** What was expected and what came. */
  what: string;
  /** How to mend it. */
  hint: string;
}

/** What a check finds. A check that has nothing to say about an answer passes. */
export type CheckResult = { passed: true } | ({ passed: false } & Failure);

/** One way to judge an answer. */
export interface Check {
  /** Stable: known-failing lists and reports name it. */
  id: string;
  /** Which cases it can fail. All when absent. */
  judges?(testCase: Case): boolean;
  run(context: CheckContext): CheckResult;
}

/** Nothing to complain about. */
export const PASSED: CheckResult = { passed: true };

/** A failed check. */
export function failed(where: string, what: string, hint: string): CheckResult {
  return { passed: false, where, what, hint };
}

/** A check of responses: it passes where there is none, as `answers-in-time` complains of that. */
export function responseCheck(
  id: string,
  judge: (response: WireResponse, context: CheckContext) => CheckResult,
): Check {
  return {
    id,
    run: (context) => (isTransportFailure(context.answer) ? PASSED : judge(context.answer, context)),
  };
}

/**
 * A check of responses by what the document says of the operation; it passes over the answer to another
 * method, of which the document says nothing.
 */
export function documentCheck(
  id: string,
  judge: (response: WireResponse, context: CheckContext) => CheckResult,
): Check {
  const judges = ({ expect }: Case) => expect.because !== "method";
  const check = responseCheck(id, judge);
  return { id, judges, run: (context) => (judges(context.testCase) ? check.run(context) : PASSED) };
}

/** A place in the bundled document, e.g. `openapi.json#/paths/…`. */
export function inDocument(pointer: string): string {
  return `openapi.json#${pointer}`;
}
