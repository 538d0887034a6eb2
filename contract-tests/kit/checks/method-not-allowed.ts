import { headerValue } from "../wire-message.ts";
import { type Check, failed, inDocument, PASSED, responseCheck } from "./check.ts";
import { meetsExpectation } from "./meets-expectation.ts";

/**
 * A method that the path does not have is refused with 405, whose `Allow` names those that it has
 * (RFC 9110, section 15.5.6); or with 404 or 501, which say as much. It never does anything.
 */
export const methodNotAllowed: Check = {
  judges: ({ expect }) => expect.because === "method",
  ...responseCheck("method-not-allowed", ({ status, headers }, { operation, testCase: { expect, tests, request } }) => {
    if (expect.because !== "method") return PASSED;
    const where = inDocument(tests.pointer);
    if (!meetsExpectation(status, expect)) {
      return failed(
        where,
        `a method that the document does not have here was answered ${status}; expected ${expect.status.join(" or ")}`,
        "Refuse it with 405 and an Allow field, or describe the method in the document.",
      );
    }
    if (status !== 405) return PASSED;
    const allow = headerValue(headers, "allow");
    const allowed = (allow ?? "").split(",").map((each) => each.trim());
    const isRefused = request.some(
      (patch) => patch.path === "/method" && "value" in patch && allowed.includes(String(patch.value)),
    );
    if (allow !== undefined && allowed.includes(operation.method) && !isRefused) return PASSED;
    return failed(
      where,
      allow === undefined
        ? "the 405 has no Allow field"
        : `the Allow field of the 405 is not true: ${JSON.stringify(allow)}`,
      `RFC 9110, section 15.5.6, demands the methods that the path has: \`Allow: ${operation.method}\`.`,
    );
  }),
};
