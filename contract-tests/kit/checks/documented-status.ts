import type { Expectation } from "../../../spec/interchange/case.ts";
import { documentCheck, failed, inDocument, PASSED } from "./check.ts";
import { documentedResponse } from "./documented.ts";
import { meetsExpectation } from "./meets-expectation.ts";

/**
 * The document describes the status: itself, its class, or by `default`. Where nothing that it describes
 * would be the right answer to the case, it may be any right answer.
 */
export const documentedStatus = documentCheck("documented-status", ({ status }, { operation, testCase }) => {
  if (documentedResponse(operation, status)) return PASSED;
  const { expect } = testCase;
  const isRight = meetsExpectation(status, expect);
  if (isRight && !operation.responses.some((response) => couldAnswer(response.status, expect))) return PASSED;
  const known = operation.responses.map((response) => response.status).join(", ") || "none";
  return failed(
    inDocument(`${operation.pointer}/responses`),
    `the status ${status} is not documented; documented: ${known}`,
    `Answer with a documented status, or describe ${status} (or a \`default\`) in the document.`,
  );
});

/** Whether a documented status stands for a right answer to a case. */
function couldAnswer(documented: string, expect: Expectation): boolean {
  if (documented === "default") return true;
  const classes = expect.outcome === "accepted" ? ["2XX", "3XX"] : ["4XX"];
  if (classes.includes(documented)) return true;
  const status = Number(documented);
  // A path that does not match may be answered 404; but that says that nothing is there, not that the data is bad.
  if (status === 404 && expect.because !== "method") return false;
  return (expect.outcome === "accepted" || status >= 400) && meetsExpectation(status, expect);
}
