import type { Case } from "../../../spec/interchange/case.ts";
import type { Operation } from "../../../spec/interchange/contract.ts";
import type { CheckContext } from "../checks/check.ts";
import { namesStatus } from "../checks/documented.ts";
import { documentedContentType } from "../checks/documented-content-type.ts";
import { responseSchema } from "../checks/response-schema.ts";
import type { WireResponse } from "../wire-message.ts";

/** Whether an answer is one of the API: the document names its status, and its body keeps what is said of it. */
export function isDocumentedAnswer(
  operation: Operation,
  answer: WireResponse,
  { artefacts, now }: Pick<CheckContext, "artefacts"> & { now: () => number },
): boolean {
  if (!namesStatus(operation, answer.status)) return false;
  const testCase: Case = {
    name: `${operation.id}/probe`,
    tests: { keyword: "paths", pointer: operation.pointer },
    request: [],
    expect: { outcome: "accepted", status: ["2XX"] },
  };
  return [documentedContentType, responseSchema].every(
    (check) => check.run({ operation, testCase, answer, artefacts, now: now() }).passed,
  );
}
