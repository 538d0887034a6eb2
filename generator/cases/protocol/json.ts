import type { RawBodyTemplate } from "../../../spec/interchange/case.ts";
import { either, rejected } from "../../../spec/interchange/expectation.ts";
import {
  type BytesExpression,
  type FreshSegment,
  isBytesExpression,
  type JsonTemplate,
  type Segment,
  type Text,
} from "../../../spec/interchange/expression.ts";
import { freshSource, withFresh } from "../../../spec/interchange/fresh-text.ts";
import { isObjectTemplate, toJsonText } from "../../../spec/interchange/template.ts";
import { valueAt, withValue } from "../instance.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";

/** Bodies that claim to be JSON and are not (RFC 8259): the valid body with one fault, as a lenient parser might read it. */
export const json: ProtocolConcern = ({ operation, base, prover }) => {
  const { body: template } = base;
  const media = operation.body?.content.find(({ kind }) => kind === "json");
  if (template?.kind !== "json" || !media) return [];
  // What is fresh is a text as any other, until the fault is made.
  const { plain, restored } = withoutFresh(template.value);
  const body = { ...template, value: plain };
  const of = (what: string, faulty: Text | BytesExpression): ProtocolCase => {
    const value = isBytesExpression(faulty) ? faulty : restored(faulty);
    const raw: RawBodyTemplate = { kind: "raw", contentType: body.contentType, value };
    return {
      name: `json/${what}`,
      tests: { keyword: media.mediaType, pointer: media.pointer },
      request: [{ op: "replace", path: "/body", value: raw as unknown as JsonTemplate }],
      expect: rejected(operation, "data"),
    };
  };
  const isValid = (value: JsonTemplate) =>
    prover.judge(prover.change(base, [{ op: "replace", path: "/body/value", value }])) === "valid";
  const free = freeText(body.value, isValid);
  return [
    ...malformed(body.value).map(([what, value]) => of(what, value)),
    ...invalidBytes(body.value, isValid).map((value) => of("invalid UTF-8", value)),
    // A parser may take forms that are no JSON (RFC 8259, section 9); here, one that is valid but for a character.
    ...(free ? [{ ...of("a text of invalid UTF-8", free), expect: either(operation) }] : []),
    // Both are against the letter of RFC 8259 (sections 4 and 8.1), which lets a parser take them.
    ...open(body.value).map(([what, value]) => ({ ...of(what, value), expect: either(operation) })),
  ];
};

/** A value with texts in place of the fresh ones, and a text made of it with these fresh again. */
function withoutFresh(value: JsonTemplate): { plain: JsonTemplate; restored(text: Text): Text } {
  const source = freshSource("json");
  const places = new Map<string, FreshSegment>();
  const plain = withFresh(value, (length, of) => {
    const text = source(length, of);
    places.set(text, { fresh: length, ...(of && { of }) });
    return text;
  });
  const cut = (segment: Segment): Segment[] =>
    typeof segment === "string" && places.size > 0
      ? segment.split(new RegExp(`(${[...places.keys()].join("|")})`)).map((piece) => places.get(piece) ?? piece)
      : [segment];
  const restored = (text: Text) => {
    const segments = (typeof text === "string" ? [text] : text.$text).flatMap(cut).filter((segment) => segment !== "");
    return segments.every((segment) => typeof segment === "string") ? segments.join("") : { $text: segments };
  };
  return { plain, restored };
}

/** A body whose text is known before it is sent can be broken anywhere; any other only at its ends. */
function malformed(value: JsonTemplate): [what: string, value: Text][] {
  const text = toJsonText(value);
  const ends: [string, Text][] = [
    ["text after the value", joined(text, "x")],
    ["a second value", joined(text, "{}")],
    ["a comment", joined("/* example */", text)],
  ];
  if (typeof text !== "string") return [["truncated", '{"example":'], ...ends];
  const isContainer = /^[[{]/.test(text);
  const isFilled = isContainer && text.length > 2;
  const key = /^\{"([A-Za-z_]\w*)":/.exec(text);
  return [
    ["truncated", isContainer || text.startsWith('"') ? text.slice(0, -1) : `[${text}`],
    ...ends,
    ...when(isFilled, "a trailing comma", () => `${text.slice(0, -1)},${text.slice(-1)}`),
    ...when(text.includes('"') && !text.includes("'") && !text.includes("\\"), "single quotes", () =>
      text.replaceAll('"', "'"),
    ),
    ...when(key !== null, "a name without quotes", () => text.replace(/"([^"]*)"/, "$1")),
    ...numbers(value),
  ];
}

function when(condition: boolean, what: string, text: () => string): [string, string][] {
  return condition ? [[what, text()]] : [];
}

/** What readers put in the place of bytes that are no UTF-8. */
const REPLACEMENT = "\ufffd";

/** The last text with a byte that UTF-8 never has, where it is invalid with a character in its place, too. */
function invalidBytes(value: JsonTemplate, isValid: (changed: JsonTemplate) => boolean): BytesExpression[] {
  const whole = toJsonText(value);
  const text = typeof whole === "string" ? whole : '{"example":""}';
  const quote = text.lastIndexOf('"');
  const at = quote === -1 ? text.length : quote;
  const [before, after] = [text.slice(0, at), text.slice(at)];
  if (quote !== -1 && isValid(JSON.parse(`${before}${REPLACEMENT}${after}`) as JsonTemplate)) return [];
  return [withInvalidByte(before, after)];
}

/** The body with such a byte in the first of its texts that may hold any character. */
function freeText(value: JsonTemplate, isValid: (changed: JsonTemplate) => boolean): BytesExpression | undefined {
  if (typeof toJsonText(value) !== "string") return undefined;
  for (const at of textPlaces(value)) {
    const changed = withValue(value, at, `${valueAt(value, at)}${REPLACEMENT}`);
    if (!isValid(changed)) continue;
    const [before = "", after = ""] = JSON.stringify(changed).split(REPLACEMENT);
    return withInvalidByte(before, after);
  }
  return undefined;
}

function withInvalidByte(before: string, after: string): BytesExpression {
  const bytes = [Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)];
  return { $bytes: Buffer.concat(bytes).toString("base64") };
}

function textPlaces(value: JsonTemplate): string[][] {
  if (typeof value === "string") return [[]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([step, inner]) => textPlaces(inner).map((at) => [step, ...at]));
}

/** Numbers that JSON does not have (RFC 8259, section 6) in the place of the first one. */
function numbers(value: JsonTemplate): [string, string][] {
  const marker = "\u0001number\u0001";
  const first: { number?: number } = {};
  const text = JSON.stringify(value, (_, member: unknown) => {
    if (typeof member !== "number" || first.number !== undefined) return member;
    first.number = member;
    return marker;
  });
  const { number } = first;
  if (number === undefined) return [];
  const own = String(Math.abs(number));
  const sign = number < 0 ? "-" : "";
  const put = (literal: string) => text.replace(JSON.stringify(marker), () => literal);
  return [
    ["a leading zero", put(`${sign}0${own}`)],
    ...when(number >= 0, "a plus sign", () => put(`+${own}`)),
    ...when(/^\d+$/.test(own), "a point without digits", () => put(`${sign}${own}.`)),
    ...when(/^\d+$/.test(own), "hexadecimal", () => put(`${sign}0x${Number(own).toString(16)}`)),
    ["NaN", put("NaN")],
    ["Infinity", put("Infinity")],
  ];
}

function open(value: JsonTemplate): [string, Text][] {
  const text = toJsonText(value);
  const [first] = isObjectTemplate(value) ? Object.entries(value) : [];
  const mark: [string, Text] = ["a byte order mark", joined("\ufeff", text)];
  if (!first) return [mark];
  const member = toJsonText({ [first[0]]: first[1] });
  const twice =
    typeof member === "string" && typeof text === "string" ? `${member.slice(0, -1)},${text.slice(1)}` : undefined;
  return twice === undefined ? [mark] : [mark, ["a name twice", twice]];
}

function joined(...texts: Text[]): Text {
  if (texts.every((text) => typeof text === "string")) return texts.join("");
  return { $text: texts.flatMap((text) => (typeof text === "string" ? [text] : text.$text)) };
}
