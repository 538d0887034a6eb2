import { failed, inDocument, PASSED, responseCheck } from "./check.ts";

/** No request of a client makes the server fail: no 5xx, unless the case asks for exactly that status. */
export const noServerError = responseCheck("no-server-error", ({ status, statusText }, { operation, testCase }) => {
  if (status < 500 || testCase.expect.status.includes(String(status))) return PASSED;
  return failed(
    inDocument(operation.pointer),
    `the server failed: ${`${status} ${statusText}`.trim()}`,
    "Whatever a client sends, the answer is 2xx or 4xx; look for the cause in the server's log.",
  );
});
