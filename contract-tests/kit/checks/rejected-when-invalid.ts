import { type Check, failed, inDocument, PASSED, responseCheck } from "./check.ts";
import { describeExpectation } from "./expectation.ts";
import { keywordHint } from "./keyword-hint.ts";
import { meetsExpectation } from "./meets-expectation.ts";

/**
 * A request whose data or media type has one fault is refused for that fault: with a status that the case
 * names, not by accident. `credentials-required` and `method-not-allowed` judge the other rejections.
 */
export const rejectedWhenInvalid: Check = {
  judges: ({ expect: { because } }) => because === "data" || because === "media-type",
  ...responseCheck("rejected-when-invalid", ({ status }, { testCase: { expect, tests } }) => {
    if (expect.because !== "data" && expect.because !== "media-type") return PASSED;
    if (meetsExpectation(status, expect)) return PASSED;
    const isRefused = status >= 400;
    return failed(
      inDocument(tests.pointer),
      `a request that breaks \`${tests.keyword}\` was ${isRefused ? `refused with ${status}, for another reason` : `answered ${status}`}; ` +
        `expected ${describeExpectation(expect)}`,
      isRefused
        ? `Its only fault is \`${tests.keyword}\`; answer that with ${expect.status.join(" or ")}.`
        : keywordHint(tests.keyword, "rejected"),
    );
  }),
};
