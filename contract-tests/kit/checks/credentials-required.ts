import { headerValue } from "../wire-message.ts";
import { type Check, failed, inDocument, PASSED, responseCheck } from "./check.ts";
import { describeExpectation } from "./expectation.ts";
import { keywordHint } from "./keyword-hint.ts";
import { meetsExpectation } from "./meets-expectation.ts";

/** A challenge begins with the name of a scheme (RFC 9110, section 11.3). */
const CHALLENGE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+(?:$|[ ,])/;

/**
 * A request without sufficient credentials is refused as such; and a 401 says by `WWW-Authenticate` how to
 * do better (RFC 9110, section 15.5.2), where the document has a scheme that travels in `Authorization`.
 */
export const credentialsRequired: Check = {
  judges: ({ expect }) => expect.because === "credentials",
  ...responseCheck("credentials-required", ({ status, headers }, { operation, testCase, artefacts }) => {
    const { expect, tests } = testCase;
    if (expect.because !== "credentials") return PASSED;
    if (!meetsExpectation(status, expect)) {
      return failed(
        inDocument(tests.pointer),
        `a request without sufficient credentials was ${status >= 400 ? "refused with" : "answered"} ${status}; ` +
          `expected ${describeExpectation(expect)}`,
        status >= 400
          ? "Look at the credentials before anything else of the request, and say so by the status."
          : keywordHint("security", "rejected"),
      );
    }
    const schemes = artefacts.contract.securitySchemes;
    const isHttp = operation.security
      .flat()
      .some((name) => Object.hasOwn(schemes, name) && schemes[name]?.kind === "http");
    const challenge = headerValue(headers, "www-authenticate")?.trim();
    // An API key has no authentication scheme whose name a challenge could give.
    if (status !== 401 || !isHttp || (challenge !== undefined && CHALLENGE.test(challenge))) return PASSED;
    return failed(
      inDocument(tests.pointer),
      challenge === undefined
        ? "the 401 has no WWW-Authenticate"
        : `the WWW-Authenticate of the 401 holds no challenge: ${JSON.stringify(challenge)}`,
      "RFC 9110, section 15.5.2, demands a challenge: `WWW-Authenticate: Bearer`.",
    );
  }),
};
