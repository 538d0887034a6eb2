import { type Check, failed, inDocument, PASSED, responseCheck } from "./check.ts";
import { describeExpectation } from "./expectation.ts";
import { keywordHint } from "./keyword-hint.ts";
import { meetsExpectation } from "./meets-expectation.ts";

/**
 * A request that keeps the contract is accepted, with a status that the case names; one that the standards
 * let a server read either way is accepted or refused as the case names. `link-followed` judges what links
 * lead to.
 */
export const acceptedWhenValid: Check = {
  judges: ({ expect, tests }) => expect.outcome !== "rejected" && tests.keyword !== "link",
  ...responseCheck("accepted-when-valid", ({ status }, { testCase: { expect, tests } }) => {
    if (expect.outcome === "rejected" || tests.keyword === "link" || meetsExpectation(status, expect)) return PASSED;
    return failed(
      inDocument(tests.pointer),
      `a ${expect.outcome === "accepted" ? "valid request" : "request that may be accepted or refused"} was answered ${status}; expected ${describeExpectation(expect)}`,
      status === 401 || status === 403
        ? "The request presents the credentials of the run: check that they are valid and permitted here."
        : expect.outcome === "either"
          ? "Read it as the standards let a server read it, or refuse it as a client's mistake."
          : keywordHint(tests.keyword, "accepted"),
    );
  }),
};
