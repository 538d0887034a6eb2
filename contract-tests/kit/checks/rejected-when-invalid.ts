import type { RejectionReason } from "../../../spec/interchange/case.ts";
import { type Check, failed, inDocument, PASSED, responseCheck } from "./check.ts";
import { isAmong } from "./documented.ts";
import { describeExpectation } from "./expectation.ts";
import { keywordHint } from "./keyword-hint.ts";

/** Statuses that a class such as `4XX` does not stand for, as they refuse for another reason than the case's. */
const OTHER_REASONS: Record<RejectionReason, readonly number[]> = {
  credentials: [404, 405, 408, 409, 413, 415, 429],
  "media-type": [401, 403, 404, 405, 408, 409, 429],
  data: [401, 403, 404, 405, 408, 409, 415, 429],
  method: [],
};

/** A request with one fault is refused for that fault: with a status that the case names, not by accident. */
export const rejectedWhenInvalid: Check = {
  judges: ({ expect }) => expect.outcome === "rejected",
  ...responseCheck("rejected-when-invalid", ({ status }, { testCase: { expect, tests } }) => {
    if (expect.outcome !== "rejected") return PASSED;
    const isNamed = expect.status.includes(String(status));
    const isElsewhere = OTHER_REASONS[expect.because ?? "data"].includes(status);
    if (isNamed || (isAmong(status, expect.status) && !isElsewhere)) return PASSED;
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
