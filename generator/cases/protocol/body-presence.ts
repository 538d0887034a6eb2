import { accepted, rejected } from "../expectation.ts";
import type { ProtocolConcern } from "../protocol-case.ts";

/** A body left out: fine where it is optional. */
export const bodyPresence: ProtocolConcern = ({ operation }) => {
  const { body } = operation;
  if (!body) return [];
  return [
    {
      name: "body/left out",
      tests: { keyword: "required", pointer: body.pointer },
      request: [{ op: "replace", path: "/body", value: null }],
      // Without a body there is no media type either: both answers are right.
      expect: body.required ? rejected(operation, "data", "media-type") : accepted(operation),
    },
  ];
};
