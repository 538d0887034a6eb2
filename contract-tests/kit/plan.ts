import { isDeepStrictEqual } from "node:util";
import type { Case, CaseFile, RequestTemplate, SkippedCase } from "../../spec/interchange/case.ts";
import type { Contract, Operation } from "../../spec/interchange/contract.ts";
import { isBaseCase } from "./base-case.ts";
import { casePattern } from "./case-pattern.ts";
import { patchedTemplate } from "./case-request.ts";
import { credentialHint } from "./credential-hint.ts";
import type { Credentials } from "./credentials.ts";
import { checkParamNames, type GivenParams, withParams } from "./given-params.ts";
import { RunError } from "./run-error.ts";

/** A case of a run: one to send, or one to report as skipped. */
export type PlannedCase = CaseToSend | { operation: Operation; skipped: SkippedCase; testCase?: Case };

/** A case that is sent, and its request. */
export interface CaseToSend {
  operation: Operation;
  testCase: Case;
  template: RequestTemplate;
}

/** The full name of a planned case. */
export function caseName(planned: PlannedCase): string {
  return "skipped" in planned ? planned.skipped.name : planned.testCase.name;
}

/** The cases of a run, in the order in which they are reported. */
export interface Plan {
  cases: PlannedCase[];
  /** The base request of every operation that has a case to send, where it may be sent itself; and its case. */
  bases: { operation: Operation; template: RequestTemplate; testCase?: Case }[];
  /** By operation id: the base request of every operation for which credentials are given. */
  known: Map<string, RequestTemplate>;
  /** How many cases `only` left out. */
  leftOut: number;
  /** All cases that there are, left out or not. */
  all: Case[];
}

/** What decides which cases there are and what they send. */
export interface PlanOptions {
  /** Patterns of `casePattern`: cases that match none are left out. */
  only?: readonly string[];
  /** Patterns of `casePattern`: cases that match one are skipped. */
  skip?: readonly string[];
  credentials: Credentials;
  params?: GivenParams;
  /** Why a request must not be sent; `undefined` when it may. */
  reasonNotToSend?: (operation: Operation, template: RequestTemplate) => string | undefined;
}

/**
 * Makes the plan of a run. Operations come in the contract's order, cases in their files'.
 *
 * @throws RunError when a case does not fit the contract, `only` leaves none, a parameter does not
 * exist, or no alternative of an operation's `security` has its credentials
 */
export function makePlan(contract: Contract, files: readonly CaseFile[], options: PlanOptions): Plan {
  const { only, skip = [], params = {} } = options;
  checkParamNames(contract, params);
  const isMeant = only && only.length > 0 ? casePattern(only) : () => true;
  const isSkipped = casePattern(skip);
  const plan: Plan = { cases: [], bases: [], known: new Map(), leftOut: 0, all: [] };
  for (const file of inOrder(contract, files)) {
    const operation = operationOf(contract, file);
    const base = withParams(file.base, params);
    plan.all.push(...file.cases);
    const known = withCredentials(base, base, operation, options.credentials);
    if (!("missing" in known)) plan.known.set(operation.id, known);
    const cases = file.cases.filter(({ name }) => isMeant(name));
    const skipped = file.skipped.filter(({ name }) => isMeant(name));
    plan.leftOut += file.cases.length + file.skipped.length - cases.length - skipped.length;
    const planned = cases.map((testCase): PlannedCase => {
      const because = (reason: string) => ({
        operation,
        testCase,
        skipped: { name: testCase.name, tests: testCase.tests, reason },
      });
      if (isSkipped(testCase.name)) return because("left out by a pattern");
      const template = withCredentials(patchedTemplate(base, testCase), base, operation, options.credentials);
      if ("missing" in template) return because(`no credentials for ${template.missing}`);
      const reason = options.reasonNotToSend?.(operation, template);
      return reason === undefined ? { operation, testCase, template } : because(reason);
    });
    if (planned.some((each) => "template" in each)) {
      const template = baseOf(contract, base, operation, options);
      const testCase = file.cases.find(isBaseCase);
      if (options.reasonNotToSend?.(operation, template) === undefined)
        plan.bases.push({ operation, template, ...(testCase && { testCase }) });
    }
    plan.cases.push(...planned, ...skipped.map((each) => ({ operation, skipped: each })));
  }
  if (plan.cases.length > 0) return plan;
  const [what, hint] = plan.all[0]
    ? [`means none of the ${plan.all.length} cases`, `Patterns are globs over names such as ${plan.all[0].name}.`]
    : ["there are no cases", "Generate them: contract-kit generate."];
  throw new RunError("bad-options", `only ${(only ?? []).join(", ")}`.trim(), what, hint);
}

function inOrder(contract: Contract, files: readonly CaseFile[]): CaseFile[] {
  const position = (file: CaseFile) => contract.operations.findIndex(({ id }) => id === file.operation);
  return files.toSorted((one, other) => position(one) - position(other));
}

function operationOf(contract: Contract, file: CaseFile): Operation {
  const operation = contract.operations.find(({ id }) => id === file.operation);
  if (operation) return operation;
  const hint = "contract.json and the case files do not belong together; generate them again.";
  throw new RunError("bad-case", `cases/${file.operation}.json`, "the contract has no such operation", hint);
}

function baseOf(
  { securitySchemes }: Contract,
  base: RequestTemplate,
  operation: Operation,
  { credentials }: PlanOptions,
): RequestTemplate {
  const template = withCredentials(base, base, operation, credentials);
  if (!("missing" in template)) return template;
  const alternatives = operation.security.map((names) => names.join(" with ")).join(", or ");
  throw new RunError(
    "missing-credentials",
    operation.id,
    `needs credentials that were not given: ${alternatives}`,
    `Give them: ${credentialHint(operation.security, securitySchemes) ?? "as header fields"}.`,
  );
}

/** A case that is not about credentials takes any alternative of `security` for which they are given. */
function withCredentials(
  template: RequestTemplate,
  base: RequestTemplate,
  operation: Operation,
  credentials: Credentials,
): RequestTemplate | { missing: string } {
  const isGiven = (scheme: string) => Object.hasOwn(credentials, scheme);
  const missing = template.credentials.find(({ scheme, as }) => as === "given" && !isGiven(scheme));
  if (!missing) return template;
  const alternative = operation.security.find((schemes) => schemes.every(isGiven));
  if (!alternative || !isDeepStrictEqual(template.credentials, base.credentials)) return { missing: missing.scheme };
  return { ...template, credentials: alternative.map((scheme) => ({ scheme, as: "given" })) };
}
