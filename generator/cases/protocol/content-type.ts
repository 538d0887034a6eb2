import type { BodyTemplate } from "../../../spec/interchange/case.ts";
import { rejected } from "../expectation.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";
import { child } from "../site.ts";

/** Bodies of media types that nearly every operation does not take. */
const OTHERS: [contentType: string, text: string][] = [
  ["application/json", "{}"],
  ["application/x-www-form-urlencoded", "example=1"],
  ["text/plain", "example"],
  ["application/xml", "<example/>"],
  ["application/octet-stream", "example"],
  ["x-multipart/form-data", "example"],
  ["multipart/mixed; boundary=example", "--example\r\n\r\nexample\r\n--example--\r\n"],
  ["application/jsonx", "{}"],
];

/** A body of a media type that the operation does not take, and one without any. */
export const contentType: ProtocolConcern = ({ operation }) => {
  const { body } = operation;
  if (!body) return [];
  const taken = body.content.map(({ mediaType }) => mediaType);
  const of = (what: string, value: BodyTemplate): ProtocolCase => ({
    name: `content-type/${what}`,
    tests: { keyword: "content", pointer: child(body.pointer, "content") },
    request: [{ op: "replace", path: "/body", value: value as never }],
    expect: rejected(operation, "media-type"),
  });
  const strangers = OTHERS.filter(([type]) => !taken.some((mediaType) => covers(mediaType, type)));
  const missing = of("none", {
    kind: "raw",
    contentType: null,
    value: "example",
  });
  return [
    ...strangers.map(([type, value]) => of(type.split(";")[0] ?? type, { kind: "raw", contentType: type, value })),
    // Without a Content-Type a server may look at the bytes (RFC 9110, section 8.3) and find bad data.
    { ...missing, expect: rejected(operation, "media-type", "data") },
  ];
};

function covers(mediaType: string, type: string): boolean {
  const plain = type.split(";")[0] ?? type;
  return mediaType === plain || mediaType === "*/*" || mediaType === `${plain.split("/")[0]}/*`;
}
