import type { BodyTemplate } from "../../../spec/interchange/case.ts";
import type { BytesExpression, JsonTemplate } from "../../../spec/interchange/expression.ts";
import { rejected } from "../expectation.ts";
import type { ProtocolConcern } from "../protocol-case.ts";

const MALFORMED: [what: string, value: string | BytesExpression][] = [
  ["truncated", '{"example":'],
  ["single quotes", "{'example':1}"],
  ["trailing comma", '{"example":1,}'],
  ["text after the value", "{}{}"],
  ["invalid UTF-8", { $bytes: "eyJleGFtcGxlIjoi/yJ9" }],
];

/** Bodies that claim to be JSON and are not (RFC 8259). */
export const json: ProtocolConcern = ({ operation, base }) => {
  const { body } = base;
  if (body?.kind !== "json" || body.contentType === null || !operation.body) return [];
  const { contentType } = body;
  const { pointer } = operation.body;
  return MALFORMED.map(([what, value]) => {
    const raw: BodyTemplate = { kind: "raw", contentType, value };
    return {
      name: `json/${what}`,
      tests: { keyword: contentType, pointer },
      request: [{ op: "replace", path: "/body", value: raw as unknown as JsonTemplate }],
      expect: rejected(operation, "data"),
    };
  });
};
