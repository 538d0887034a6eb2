import { headerValue } from "../wire-message.ts";
import { type Check, failed, inDocument, PASSED, responseCheck } from "./check.ts";

/** A challenge begins with the name of a scheme (RFC 9110, section 11.3). */
const CHALLENGE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+(?:$|[ ,])/;

/**
 * A 401 says by `WWW-Authenticate` how to do better, where the document has a scheme that travels in `Authorization`.
 * It is RFC 9110, section 15.5.2, that demands it, not the document: so it is no part of `credentials-required`.
 */
export const challengeGiven: Check = {
  judges: ({ expect }) => expect.because === "credentials",
  ...responseCheck("challenge-given", ({ status, headers }, { operation, testCase: { expect, tests }, artefacts }) => {
    if (expect.because !== "credentials") return PASSED;
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
      "RFC 9110, section 15.5.2, demands a challenge, whatever the document says: `WWW-Authenticate: Bearer`.",
    );
  }),
};
