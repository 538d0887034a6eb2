import type { Mutant, MutantGroup } from "../../mutant.ts";
import { codePoints, isIdLength } from "../reference/texts.ts";
import type { Rules } from "../rules.ts";

const graphemes = (text: string) => [...new Intl.Segmenter("en").segment(text)].length;
const bytes = (text: string) => Buffer.byteLength(text);
const composed = (text: string) => codePoints(text.normalize("NFC"));
const escaped = (text: string) => encodeURIComponent(text).length;

type Count = (text: string) => number;
const within = (count: Count, min: number, max: number) => (text: string) => {
  const length = count(text);
  return length >= min && length <= max;
};

const id = (name: string, what: string, isLength: Rules["isIdLength"], keyword = "maxLength"): Mutant<Rules> => ({
  name: `id: ${name}`,
  ...{ what, breaks: [keyword], rules: { isIdLength: isLength } },
});
const account = (name: string, what: string, isAccountId: Rules["isAccountId"]): Mutant<Rules> => ({
  name: `account_id: ${name}`,
  ...{ what, breaks: ["maxLength"], rules: { isAccountId } },
});
const image = (name: string, what: string, isImageId: Rules["isImageId"]): Mutant<Rules> => ({
  name: `image_id: ${name}`,
  ...{ what, breaks: ["maxLength"], rules: { isImageId } },
});
const metadata = (name: string, what: string, size: (json: string, text: string) => number, max = 1024) =>
  ({
    name: `metadata: ${name}`,
    ...{ what, breaks: ["x-maxBytes"] },
    rules: { isMetadataSize: (value, text) => size(JSON.stringify(value), text) <= max },
  }) satisfies Mutant<Rules>;

/** Lengths that are counted in another unit, or held against another bound. */
export const LENGTH: MutantGroup<Rules> = {
  group: "length counting",
  mutants: [
    id(
      "UTF-16",
      "counts UTF-16 units",
      within((text) => text.length, 1, 1024),
    ),
    id("bytes", "counts bytes", within(bytes, 1, 1024)),
    id("graphemes", "counts what a reader sees as one character", within(graphemes, 1, 1024)),
    id("composed", "counts after composing accents", within(composed, 1, 1024)),
    id(
      "trimmed",
      "counts without blanks at the ends",
      within((text) => codePoints(text.trim()), 1, 1024),
    ),
    id("escaped", "counts the percent-encoded text", within(escaped, 1, 1024)),
    id("at most 1023", "takes one character less", within(codePoints, 1, 1023)),
    id("at most 1025", "takes one character more", within(codePoints, 1, 1025)),
    id("at most 255", "takes 255 characters", within(codePoints, 1, 255)),
    id("without maximum", "takes any length", within(codePoints, 1, Number.POSITIVE_INFINITY)),
    id("empty", "takes the empty text", within(codePoints, 0, 1024), "minLength"),
    id("at least 2", "refuses a single character", within(codePoints, 2, 1024), "minLength"),
    id("blank", "takes a blank for nothing", (text) => text.trim() !== "" && isIdLength(text), "minLength"),
    account("UTF-16", "counts UTF-16 units", (text) => text.length <= 32),
    account("bytes", "counts bytes", (text) => bytes(text) <= 32),
    account("graphemes", "counts what a reader sees as one character", (text) => graphemes(text) <= 32),
    account("escaped", "counts the percent-encoded text", (text) => escaped(text) <= 32),
    account("at most 31", "takes one character less", (text) => codePoints(text) <= 31),
    account("at most 33", "takes one character more", (text) => codePoints(text) <= 33),
    account("without maximum", "takes any length", () => true),
    image("UTF-16", "counts UTF-16 units", (text) => text.length <= 1024),
    image("bytes", "counts bytes", (text) => bytes(text) <= 1024),
    image("escaped", "counts the percent-encoded text", (text) => escaped(text) <= 1024),
    image("at most 1023", "takes one character less", (text) => codePoints(text) <= 1023),
    image("at most 1025", "takes one character more", (text) => codePoints(text) <= 1025),
    image("without maximum", "takes any length", () => true),
    metadata("UTF-16", "counts UTF-16 units", (json) => json.length),
    metadata("characters", "counts characters", codePoints),
    metadata("as sent", "counts the text with its white space", (_json, text) => bytes(text)),
    metadata("unescaped", "counts an escape as one byte", (json) => bytes(json.replaceAll(/\\./g, "x"))),
    metadata("at most 1023", "takes one byte less", bytes, 1023),
    metadata("at most 1025", "takes one byte more", bytes, 1025),
    metadata("without maximum", "takes any size", () => 0),
  ],
};
