import { rejected } from "../expectation.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";
import { child } from "../site.ts";

/** Media types that nearly every operation does not take; `x-` and `x` catch those who look at a part of the name. */
const OTHERS = [
  "application/json",
  "application/jsonx",
  "application/x-www-form-urlencoded",
  "text/plain",
  "application/xml",
  "application/octet-stream",
  "x-multipart/form-data",
  "multipart/mixed",
];

/**
 * The valid body of the base request under a media type that the operation does not take, so that the
 * type is its only fault; and under none.
 */
export const contentType: ProtocolConcern = ({ operation, base }) => {
  const { body } = operation;
  if (!body || !base.body || base.body.kind === "raw") return [];
  const isMultipart = base.body.kind === "multipart";
  const of = (what: string, type: string | null): ProtocolCase => ({
    name: `content-type/${what}`,
    tests: { keyword: "content", pointer: child(body.pointer, "content") },
    request: [{ op: isMultipart ? "add" : "replace", path: "/body/contentType", value: type }],
    expect: rejected(operation, "media-type"),
  });
  const taken = body.content.map(({ mediaType }) => mediaType);
  const strangers = OTHERS.filter((type) => !taken.some((mediaType) => covers(mediaType, type)));
  return [
    ...strangers.map((type) => of(type, type.includes("multipart") ? `${type}; boundary={boundary}` : type)),
    // Without a Content-Type a server may look at the bytes (RFC 9110, section 8.3) and find bad data.
    { ...of("none", null), expect: rejected(operation, "media-type", "data") },
  ];
};

function covers(mediaType: string, type: string): boolean {
  return mediaType === type || mediaType === "*/*" || mediaType === `${type.split("/")[0]}/*`;
}
