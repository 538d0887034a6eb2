import { isTransportFailure, type TransportFailureKind } from "../transport.ts";
import { type Check, failed, inDocument, PASSED } from "./check.ts";

const HINTS: Record<TransportFailureKind, string> = {
  refused: "Nothing listens any more: an earlier request may have ended the server's process. Look at its log.",
  timeout: "Find out what keeps the server from answering; a request that it cannot read deserves a 400, not silence.",
  reset: "The server hung up instead of answering; look for an uncaught error in its log.",
  malformed: "The server's answer must be HTTP/1.1 (RFC 9112), with a Content-Length that is true.",
};

/** Every request, however broken, gets a complete HTTP response within the run's timeout. */
export const answersInTime: Check = {
  id: "answers-in-time",
  run({ answer, operation }) {
    if (!isTransportFailure(answer)) return PASSED;
    return failed(
      inDocument(operation.pointer),
      `no answer (${answer.failure}): ${answer.message}`,
      HINTS[answer.failure],
    );
  },
};
