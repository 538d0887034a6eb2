import type { Case, RequestTemplate } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import { documentedContentType } from "./checks/documented-content-type.ts";
import { responseSchema } from "./checks/response-schema.ts";
import type { CaseExchange } from "./result.ts";
import { type CaseContext, exchangeTemplate } from "./run-case.ts";
import { RunError, type RunErrorCode } from "./run-error.ts";
import { baseUrl } from "./target.ts";
import { isTransportFailure } from "./transport.ts";

const MAX_PROBES = 10;

/** The base request of an operation. */
export interface Probe {
  operation: Operation;
  template: RequestTemplate;
}

/**
 * Makes sure that there is something to test: sends the base requests of a few operations to each
 * base URL, until one gets an answer that only the API gives. One clear error now is worth more than
 * hundreds of failed cases.
 *
 * @throws RunError (`unreachable-target`, `wrong-base-path` or `refused-credentials`)
 */
export async function probeTarget(probes: readonly Probe[], context: CaseContext): Promise<void> {
  const byUrl = Map.groupBy(probes, ({ operation }) => baseUrl(context.target, operation));
  for (const [url, group] of byUrl) {
    const problem = await commonProblem(group.slice(0, MAX_PROBES), context);
    if (problem) throw new RunError(problem.code, `target ${url}`, problem.what, problem.hint);
  }
}

interface Problem {
  code: RunErrorCode;
  what: string;
  hint: string;
}

/** The problem that all probes have; `undefined` as soon as one has none, or another one. */
async function commonProblem(probes: readonly Probe[], context: CaseContext): Promise<Problem | undefined> {
  let common: Problem | undefined;
  for (const probe of probes) {
    const { operation, template } = probe;
    const exchange = await exchangeTemplate(template, `${operation.id}/probe`, operation, context);
    const problem = problemOf(exchange, probe, context);
    if (!problem || (common && problem.code !== common.code)) return undefined;
    common ??= problem;
    if (isTransportFailure(exchange.answer) && exchange.answer.failure === "refused") return common;
  }
  return common;
}

function problemOf({ request, answer }: CaseExchange, probe: Probe, context: CaseContext): Problem | undefined {
  const { operation, template } = probe;
  const line = `${request.method} ${request.url}`;
  if (isTransportFailure(answer)) {
    const isRefused = answer.failure === "refused";
    return {
      code: "unreachable-target",
      what: isRefused ? `cannot be reached: ${answer.message}` : `gives no answer to ${line}: ${answer.message}`,
      hint: isRefused
        ? "Start the server, or correct the target's URL (host, port, http or https)."
        : "Make sure that an HTTP server listens there and is ready; look at its log.",
    };
  }
  if (answer.status === 404 && !isDocumented404(probe, answer, context)) {
    return {
      code: "wrong-base-path",
      what: `answers 404 to every operation, e.g. ${line}`,
      hint: `Mend the base path of the target's URL; the document's server is ${operation.servers.join(" or ") || "not named"}.`,
    };
  }
  if ((answer.status === 401 || answer.status === 403) && template.credentials.length > 0) {
    return {
      code: "refused-credentials",
      what: `answers ${answer.status} to every operation, e.g. ${line}`,
      hint: "Give credentials that the target accepts; nearly every case presents them.",
    };
  }
  return undefined;
}

/** Whether a 404 is one of the API, which knows the path but not what the sample parameters name. */
function isDocumented404(
  { operation }: Probe,
  answer: CaseExchange["answer"],
  { artefacts, now }: CaseContext,
): boolean {
  if (!operation.responses.some(({ status }) => status === "404")) return false;
  const testCase: Case = {
    name: `${operation.id}/probe`,
    tests: { keyword: "paths", pointer: operation.pointer },
    request: [],
    expect: { outcome: "accepted", status: ["2XX"] },
  };
  return [documentedContentType, responseSchema].every(
    (check) => check.run({ operation, testCase, answer, artefacts, now: now() }).passed,
  );
}
