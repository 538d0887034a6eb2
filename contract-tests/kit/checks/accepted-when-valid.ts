import { type Check, failed, inDocument, PASSED, responseCheck } from "./check.ts";
import { isAmong } from "./documented.ts";
import { describeExpectation } from "./expectation.ts";
import { keywordHint } from "./keyword-hint.ts";

/** A request that keeps the contract is accepted, with a status that the case names. */
export const acceptedWhenValid: Check = {
  judges: ({ expect }) => expect.outcome === "accepted",
  ...responseCheck("accepted-when-valid", ({ status }, { testCase: { expect, tests } }) => {
    if (expect.outcome !== "accepted" || isAmong(status, expect.status)) return PASSED;
    return failed(
      inDocument(tests.pointer),
      `a valid request was answered ${status}; expected ${describeExpectation(expect)}`,
      status === 401 || status === 403
        ? "The request presents the credentials of the run: check that they are valid and permitted here."
        : keywordHint(tests.keyword, "accepted"),
    );
  }),
};
