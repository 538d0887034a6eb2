import { accepted, either, rejected } from "../../../spec/interchange/expectation.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";

/** A body left out, which is fine where it is optional, and one of no bytes. */
export const bodyPresence: ProtocolConcern = ({ operation, base, prover }) => {
  const { body } = operation;
  if (!body) return [];
  const tests = { keyword: "required", pointer: body.pointer };
  const leftOut: ProtocolCase = {
    name: "body/left out",
    tests,
    request: [{ op: "replace", path: "/body", value: null }],
    // Without a body there is no media type either: both answers are right.
    expect: body.required ? rejected(operation, "data", "media-type") : accepted(operation),
  };
  if (!base.body) return [leftOut];
  const type = base.body.contentType ?? "multipart/form-data; boundary=contract-kit";
  const empty = { kind: "raw", contentType: type, value: "" } as const;
  const isWrong = body.required && prover.judge({ ...base, body: empty }) === "invalid";
  return [
    leftOut,
    {
      name: "body/empty",
      tests,
      request: [{ op: "replace", path: "/body", value: empty as unknown as JsonTemplate }],
      // No bytes are as good as no body (RFC 9110, section 6.4): where that is fine, or an empty text is, both are right.
      expect: isWrong ? rejected(operation, "data") : either(operation),
    },
  ];
};
