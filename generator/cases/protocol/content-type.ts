import type { BodyTemplate } from "../../../spec/interchange/case.ts";
import { accepted, either, rejected } from "../../../spec/interchange/expectation.ts";
import { essence, mediaTypeFor } from "../../../spec/interchange/media-type.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import type { ProtocolCase, ProtocolConcern, ProtocolContext } from "../protocol-case.ts";

/** Media types that nearly every operation does not take; `x-` and `x` catch those who look at a part of the name. */
const OTHERS = [
  "application/json",
  "application/jsonx",
  "application/x-www-form-urlencoded",
  "text/plain",
  "application/xml",
  "application/octet-stream",
  "x-multipart/form-data",
  "multipart/form-datax",
  "multipart/mixed",
];

/**
 * The valid body of the base request under a media type that the operation does not take, so that the
 * type is its only fault; under none; and under its own, written in the other ways that RFC 9110 allows.
 */
export const contentType: ProtocolConcern = (context) => {
  const { operation } = context;
  const { body } = operation;
  const of = body && caseFor(context);
  if (!of) return [];
  const strangers = OTHERS.filter((type) => !mediaTypeFor(type, body.content));
  return [
    ...strangers.map((type) => of(type, type.includes("multipart") ? `${type}; boundary={boundary}` : type)),
    // Without a Content-Type a server may take it for bytes, or look at them (RFC 9110, section 8.3) and find bad data.
    {
      ...of("none", null),
      expect: mediaTypeFor("application/octet-stream", body.content)
        ? either(operation, [], "media-type")
        : rejected(operation, "media-type", "data"),
    },
    ...spellings(context),
  ];
};

/** The body under its own media type, written in other ways. */
export const spellings: ProtocolConcern = (context) => {
  const of = caseFor(context);
  const { base, operation } = context;
  if (!of || !base.body) return [];
  return spellingsOf(base.body).map(([what, type]) => ({ ...of(what, type), expect: accepted(operation) }));
};

function caseFor({
  operation,
  base,
}: ProtocolContext): ((what: string, type: string | null) => ProtocolCase) | undefined {
  const { body } = operation;
  if (!body || !base.body) return undefined;
  const op = base.body.contentType === undefined ? "add" : "replace";
  return (what, type) => ({
    name: `content-type/${what}`,
    tests: { keyword: "content", pointer: below(body.pointer, "content") },
    request: [{ op, path: "/body/contentType", value: type }],
    expect: rejected(operation, "media-type"),
  });
}

/** Type, subtype and parameter names in any letter case, blanks around `;`, values quoted (RFC 9110, sections 5.6.6 and 8.3.1). */
function spellingsOf(body: BodyTemplate): [what: string, type: string][] {
  if (body.kind === "multipart") {
    return [
      ["capital letters", "Multipart/Form-Data; boundary={boundary}"],
      ["capital letters in the name of the parameter", "multipart/form-data; Boundary={boundary}"],
      ["quoted boundary", 'multipart/form-data; boundary="{boundary}"'],
      ["blanks around the semicolon", "multipart/form-data ;  boundary={boundary}"],
      ["no blank after the semicolon", "multipart/form-data;boundary={boundary}"],
      ["another parameter before the boundary", "multipart/form-data; charset=utf-8; boundary={boundary}"],
    ];
  }
  if (body.contentType === null) return [];
  const type = essence(body.contentType);
  const capital = type.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
  if (body.kind === "raw" && !type.startsWith("text/")) return [["capital letters", capital]];
  return [
    ["capital letters", capital],
    ["charset", `${type}; charset=utf-8`],
    ["charset in capital letters", `${type};charset=UTF-8`],
    ["quoted charset", `${type}; charset="utf-8"`],
    ["blanks around the semicolon", `${type} ;  charset=utf-8`],
  ];
}
