import type { Mutant, MutantGroup } from "../../mutant.ts";
import { mediaTypeParameters } from "../../server/media-type-parameters.ts";
import { type FormPart, formParts } from "../../server/multipart.ts";
import { byName, partsOf } from "../reference/forms.ts";
import type { Rules } from "../rules.ts";

const FRAMING = ["multipart/form-data"];
/** RFC 2046, section 5.1.1, knows such text; our own mock is among the servers that refuse it. */
const NO_FORM_HAS =
  "no form has text around its parts (RFC 7578); mail may (RFC 2046), and a server is left to be as strict as it likes";

const parts = (name: string, what: string, read: Rules["partsOf"], breaks = FRAMING): Mutant<Rules> => ({
  ...{ name, what, breaks, rules: { partsOf: read } },
});
const named = (name: string, what: string, find: Rules["byName"], breaks = FRAMING): Mutant<Rules> => ({
  ...{ name, what, breaks, rules: { byName: find } },
});
type Form = Parameters<Rules["partsOf"]>[0];
const declared = ({ headers }: Form) => mediaTypeParameters(headers["content-type"] ?? "")["boundary"] ?? "";
const first = ({ bytes }: Form) => /^--(\S+)/.exec(bytes.toString("latin1"))?.[1] ?? "";
/** Reads the form after it has been changed. */
const mended = (form: Form, mend: (text: string, boundary: string) => string) =>
  formParts(Buffer.from(mend(form.bytes.toString("latin1"), declared(form)), "latin1"), declared(form));
const but = (refused: (text: string, boundary: string) => boolean) => (form: Form) =>
  refused(form.bytes.toString("latin1"), declared(form)) ? undefined : partsOf(form);
const without = (form: Form, block: RegExp) => partsOf(form) ?? mended(form, (text) => text.replaceAll(block, ""));

/** Framing that is taken although it is broken, or refused although it is sound; parts likewise. */
export const MULTIPART: MutantGroup<Rules> = {
  group: "multipart",
  mutants: [
    parts("no boundary", "guesses the boundary where the type names none", (form) =>
      declared(form) === "" ? formParts(form.bytes, first(form)) : partsOf(form),
    ),
    parts("another boundary", "goes by the boundary in the body", (form) => formParts(form.bytes, first(form))),
    parts(
      "truncated",
      "takes a form without its end",
      (form) => partsOf(form) ?? mended(form, (text, boundary) => `${text}\r\n--${boundary}--\r\n`),
    ),
    parts("no form", "takes text that is no form for an empty one", (form) =>
      form.bytes.includes("--") ? partsOf(form) : [],
    ),
    parts("anything", "takes a malformed form for an empty one", (form) => partsOf(form) ?? []),
    parts("nameless part", "passes over parts without a name", (form) =>
      without(form, /(?<=^|\r\n)--\S+\r\nContent-Disposition: form-data\r\n\r\n[^\r]*\r\n/gi),
    ),
    parts("no disposition", "passes over parts without a Content-Disposition", (form) =>
      without(form, /(?<=^|\r\n)--\S+\r\n(?!Content-Disposition)[^\r]*\r\n(?:\r\n)?[^\r]*\r\n/gi),
    ),
    parts(
      "LF",
      "takes line breaks of LF alone",
      (form) => partsOf(form) ?? mended(form, (text) => text.replaceAll(/\r?\n/g, "\r\n")),
    ),
    {
      ...parts(
        "text after",
        "refuses text after the last boundary",
        but((text, boundary) => !text.trimEnd().endsWith(`--${boundary}--`)),
      ),
      survives: NO_FORM_HAS,
    },
    parts(
      "no line break after",
      "wants a line break after the last boundary",
      but((text) => !text.endsWith("\r\n")),
    ),
    {
      ...parts(
        "text before",
        "refuses text before the first boundary",
        but((text, boundary) => !text.startsWith(`--${boundary}`)),
      ),
      survives: NO_FORM_HAS,
    },
    parts(
      "one part",
      "refuses forms of more than one part",
      (form) => {
        const found = partsOf(form);
        return found && found.length > 1 ? undefined : found;
      },
      ["base", "properties"],
    ),
    parts("last part", "passes over the last part", (form) => partsOf(form)?.slice(0, -1), [
      "type",
      "required",
      "base",
    ]),
    parts(
      "part headers",
      "refuses header fields of a part that it does not know",
      but((text) => /\r\nContent-(?!Disposition|Type)/i.test(text)),
    ),
    parts("type of a part", "refuses a text with a type", (form) => {
      const found = partsOf(form);
      return found?.some(({ filename, contentType }) => filename === undefined && contentType !== undefined)
        ? undefined
        : found;
    }),
    parts(
      "trimmed values",
      "cuts blanks off the values",
      (form) =>
        partsOf(form)?.map((part) =>
          part.name === "file" ? part : { ...part, bytes: Buffer.from(part.bytes.toString().trim()) },
        ),
      ["minLength", "maxLength", "pattern", "type"],
    ),
    named("first of two", "takes the first of two parts of a name", (all, names) =>
      byName(
        all.filter((part, index) => all.findIndex(({ name }) => name === part.name) === index),
        names,
      ),
    ),
    named(
      "last of two",
      "takes the last of two parts of a name",
      (all, names) =>
        new Map(all.filter(({ name }) => names.includes(name)).map((part): [string, FormPart] => [part.name, part])),
    ),
    named(
      "one file",
      "takes two files",
      (all, names) => byName(all, names) ?? (names.includes("file") ? byName(all.slice(0, 1), names) : undefined),
    ),
    named(
      "undeclared part",
      "refuses parts that are not declared",
      (all, names) => (all.every(({ name }) => names.includes(name)) ? byName(all, names) : undefined),
      ["properties", "additionalProperties"],
    ),
    named(
      "any case",
      "takes names of parts in any case",
      (all, names) =>
        byName(
          all.map((part) => ({
            ...part,
            name: names.find((name) => name.toLowerCase() === part.name.toLowerCase()) ?? part.name,
          })),
          names,
        ),
      ["required", ...FRAMING],
    ),
    {
      ...{ name: "no file", what: "takes an upload without its file", breaks: ["required"] },
      rules: { needsFile: () => false },
    },
    {
      ...named("file name", "wants a file name", (all, names) => {
        const found = byName(all, names);
        return found?.get("file") && found.get("file")?.filename === undefined ? undefined : found;
      }),
      survives: "a file ought to come with a name (RFC 7578, section 4.2), so a server may tell files from texts by it",
    },
    named(
      "type of the file",
      "wants the type of the file to be an image's",
      (all, names) => {
        const file = all.find(({ name }) => name === "file");
        return file && !/^image\//.test(file.contentType ?? "") ? undefined : byName(all, names);
      },
      ["contentMediaType", "properties", "multipart/form-data"],
    ),
    {
      ...{ name: "small files", what: "refuses files of more than 64 bytes", breaks: ["base", "properties"] },
      rules: { isImageSize: (bytes) => bytes.length <= 64 },
    },
    {
      ...{ name: "10 MB", what: "takes files of more than 10 MB", breaks: ["413"] },
      rules: { isImageSize: () => true },
      survives: "the 10 MB stand in the description of a response, not in a keyword",
    },
    {
      ...{ name: "no UTF-8", what: "takes texts that are no UTF-8", breaks: ["multipart/form-data"] },
      rules: {
        byName: (all, names) =>
          byName(
            all.map((part) =>
              part.name === "file" ? part : { ...part, bytes: Buffer.from(part.bytes.toString("utf8")) },
            ),
            names,
          ),
      },
      survives: "the document does not say what becomes of bytes that are no text",
    },
  ],
};
