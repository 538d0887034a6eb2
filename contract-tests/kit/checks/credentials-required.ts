import { type Check, failed, inDocument, PASSED, responseCheck } from "./check.ts";
import { describeExpectation } from "./expectation.ts";
import { keywordHint } from "./keyword-hint.ts";
import { meetsExpectation } from "./meets-expectation.ts";

/** A request without sufficient credentials is refused as such. `challenge-given` judges how a 401 says so. */
export const credentialsRequired: Check = {
  judges: ({ expect }) => expect.because === "credentials",
  ...responseCheck("credentials-required", ({ status }, { testCase: { expect, tests } }) => {
    if (expect.because !== "credentials" || meetsExpectation(status, expect)) return PASSED;
    return failed(
      inDocument(tests.pointer),
      `a request without sufficient credentials was ${status >= 400 ? "refused with" : "answered"} ${status}; ` +
        `expected ${describeExpectation(expect)}`,
      status >= 400
        ? "Look at the credentials before anything else of the request, and say so by the status."
        : keywordHint("security", "rejected"),
    );
  }),
};
