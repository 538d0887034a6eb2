import { failed, inDocument, PASSED, responseCheck } from "./check.ts";

/**
 * No request of a client makes the server fail: no 5xx, unless the case asks for exactly that status. The
 * place is that of the rule which the request tries, as that is where the server stumbles.
 */
export const noServerError = responseCheck("no-server-error", ({ status, statusText }, { testCase }) => {
  const { tests, expect } = testCase;
  if (status < 500 || expect.status.includes(String(status))) return PASSED;
  return failed(
    inDocument(tests.pointer),
    `the server failed: ${`${status} ${statusText}`.trim()}`,
    "Whatever a client sends, the answer is 2xx or 4xx; look for the cause in the server's log.",
  );
});
