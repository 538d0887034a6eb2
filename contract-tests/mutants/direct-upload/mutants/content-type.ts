import type { Mutant, MutantGroup } from "../../mutant.ts";
import { mediaTypeParameters } from "../../server/media-type-parameters.ts";
import { formParts } from "../../server/multipart.ts";
import { isForm, partsOf } from "../reference/forms.ts";
import { REFERENCE_RULES, type Rules } from "../rules.ts";

const BREAKS = ["content"];

const form = (name: string, what: string, is: (field: string) => boolean, breaks = BREAKS): Mutant<Rules> => ({
  ...{ name, what, breaks, rules: { isForm: (field) => field !== undefined && is(field) } },
});
/** Takes another type, and reads the body as the form that it would have been. */
const takes = (name: string, what: string, type: RegExp): Mutant<Rules> => ({
  ...{ name, what, breaks: BREAKS },
  rules: {
    isForm: (field) => isForm(field) || type.test(field ?? ""),
    partsOf: (call) =>
      partsOf(call) ?? (type.test(call.headers["content-type"] ?? "") ? guessed(call.bytes) : undefined),
    needsFile: () => false,
  },
});
const guessed = (bytes: Buffer) => {
  const boundary = /^--(\S+)/.exec(bytes.toString("latin1"))?.[1];
  return boundary === undefined ? [] : (formParts(bytes, boundary) ?? []);
};
const answered = (name: string, what: string, status: number): Mutant<Rules> => ({
  ...{ name, what, breaks: BREAKS },
  rules: { after: (answer, { reason }) => (reason === "media-type" ? { ...answer, status } : answer) },
});

/** Bodies of other types that are taken, and forms that are refused. */
export const CONTENT_TYPE: MutantGroup<Rules> = {
  group: "content type",
  mutants: [
    takes("any", "takes every type", /./),
    takes("application/json", "takes JSON", /^application\/json\b/),
    takes("application/json…", "takes what starts like JSON", /^application\/json./),
    takes("urlencoded", "takes urlencoded forms", /^application\/x-www-form-urlencoded/),
    takes("text/plain", "takes text", /^text\/plain/),
    takes("application/xml", "takes XML", /^application\/xml/),
    takes("application/octet-stream", "takes bytes", /^application\/octet-stream/),
    takes("multipart/…", "takes every multipart type", /^multipart\//),
    takes("…multipart/form-data", "takes what ends like the form", /multipart\/form-data/),
    takes("multipart/form-data…", "takes what starts like the form", /^multipart\/form-data./),
    {
      ...{ name: "none", what: "takes a body without a type", breaks: BREAKS },
      rules: {
        isForm: (field) => field === undefined || isForm(field),
        partsOf: (call) => (call.headers["content-type"] === undefined ? guessed(call.bytes) : partsOf(call)),
        needsFile: () => false,
      },
    },
    form("lower case", "refuses a type in capital letters", (field) => field.startsWith("multipart/form-data")),
    form(
      "one parameter",
      "refuses a parameter besides the boundary",
      (field) => isForm(field) && Object.keys(mediaTypeParameters(field ?? "")).length < 2,
    ),
    form("no blank", "wants a blank before the boundary", (field) => isForm(field) && !/;\S/.test(field)),
    form("bare boundary", "refuses a boundary in quotes", (field) => isForm(field) && !field.includes('"')),
    form(
      "no blank at all",
      "refuses a blank before the boundary",
      (field) => /^multipart\/form-data(?:;\S|$)/.test(field),
      ["base"],
    ),
    {
      ...{ name: "BOUNDARY", what: "refuses the boundary's name in capital letters", breaks: BREAKS },
      rules: {
        partsOf: (call) => (/boundary=/.test(call.headers["content-type"] ?? "") ? partsOf(call) : undefined),
      },
    },
    answered("400", "refuses another type with 400", 400),
    answered("422", "refuses another type with 422", 422),
    answered("406", "takes the type of the request for that of the answer", 406),
    {
      ...{ name: "body needed", what: "refuses to create a draft without a body", breaks: ["required"] },
      rules: { needsBody: (operation) => operation === "uploadImage" || operation === "createDirectUpload" },
    },
    {
      ...{ name: "type needed", what: "wants a type even where there is no body", breaks: ["required"] },
      rules: { hasBody: ({ method }) => method === "POST" },
    },
    {
      ...{ name: "upload without a body", what: "takes an upload without a body", breaks: ["required"] },
      rules: {
        needsBody: () => false,
        isForm: (field) => field === undefined || isForm(field),
        partsOf: (call) => (call.bytes.length === 0 ? [] : REFERENCE_RULES.partsOf(call)),
        byName: (parts, declared) =>
          parts.length === 0
            ? new Map([["file", { name: "file", bytes: Buffer.alloc(0) }]])
            : REFERENCE_RULES.byName(parts, declared),
      },
    },
  ],
};
