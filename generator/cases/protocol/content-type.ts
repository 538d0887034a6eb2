import type { BodyTemplate, MultipartTemplate } from "../../../spec/interchange/case.ts";
import type { BytesExpression, Segment, Text } from "../../../spec/interchange/expression.ts";
import { isBytesExpression, isTextExpression } from "../../../spec/interchange/expression.ts";
import { rejected } from "../expectation.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";
import { child } from "../site.ts";
import { toText } from "../template.ts";

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

const BOUNDARY = "example-boundary";

/**
 * The valid body of the base request under a media type that the operation does not take, so that the
 * type is its only fault; and under none.
 */
export const contentType: ProtocolConcern = ({ operation, base }) => {
  const { body } = operation;
  if (!body || !base.body || base.body.kind === "raw") return [];
  const value = soundBytes(base.body);
  const of = (what: string, type: string | null): ProtocolCase => ({
    name: `content-type/${what}`,
    tests: { keyword: "content", pointer: child(body.pointer, "content") },
    request: [{ op: "replace", path: "/body", value: { kind: "raw", contentType: type, value } as never }],
    expect: rejected(operation, "media-type"),
  });
  const taken = body.content.map(({ mediaType }) => mediaType);
  const strangers = OTHERS.filter((type) => !taken.some((mediaType) => covers(mediaType, type)));
  return [
    ...strangers.map((type) => of(type, type.includes("multipart") ? `${type}; boundary=${BOUNDARY}` : type)),
    // Without a Content-Type a server may look at the bytes (RFC 9110, section 8.3) and find bad data.
    { ...of("none", null), expect: rejected(operation, "media-type", "data") },
  ];
};

function covers(mediaType: string, type: string): boolean {
  return mediaType === type || mediaType === "*/*" || mediaType === `${type.split("/")[0]}/*`;
}

/** A body as it would travel under its own media type. */
function soundBytes(body: Exclude<BodyTemplate, { kind: "raw" }>): Text | BytesExpression {
  return body.kind === "json" ? asJson(body.value) : asMultipart(body);
}

function asJson(value: Parameters<typeof toText>[0]): Text {
  return typeof value === "string" ? JSON.stringify(value) : toText(isTextExpression(value) ? [value] : value);
}

/** RFC 7578, with a boundary of our own; bytes where a part has them, as text cannot carry those. */
function asMultipart({ parts }: MultipartTemplate): Text | BytesExpression {
  const segments = parts.flatMap(({ name, value, filename, contentType: type }): (Segment | BytesExpression)[] => {
    const file = filename === undefined ? "" : `; filename="${filename}"`;
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n`;
    const content = isTextExpression(value) ? value.$text : [value];
    return [`${head}${type === undefined ? "" : `Content-Type: ${type}\r\n`}\r\n`, ...content, "\r\n"];
  });
  segments.push(`--${BOUNDARY}--\r\n`);
  if (!segments.some(isBytesExpression)) return { $text: segments as Segment[] };
  const bytes = segments.map((segment) =>
    isBytesExpression(segment) ? Buffer.from(segment.$bytes, "base64") : Buffer.from(String(segment)),
  );
  return { $bytes: Buffer.concat(bytes).toString("base64") };
}
