import { failed, inDocument, PASSED, responseCheck } from "./check.ts";
import { documentedResponse } from "./documented.ts";

/** The document describes the status: itself, its class, or by `default`. */
export const documentedStatus = responseCheck("documented-status", ({ status }, { operation }) => {
  if (documentedResponse(operation, status)) return PASSED;
  const known = operation.responses.map((response) => response.status).join(", ") || "none";
  return failed(
    inDocument(`${operation.pointer}/responses`),
    `the status ${status} is not documented; documented: ${known}`,
    `Answer with a documented status, or describe ${status} (or a \`default\`) in the document.`,
  );
});
