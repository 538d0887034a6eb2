import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { Json, JsonObject } from "../../../spec/interchange/json.ts";
import { type JsonType, typeOf } from "../../../spec/interchange/schema-types.ts";
import { isObjectTemplate } from "../../../spec/interchange/template.ts";
import type { Candidate, KeywordContext, KeywordFamily } from "../candidate.ts";
import { type NumberText, openNumbers } from "../open-numbers.ts";

/** type: one value of every other type and the look-alikes, as values in JSON and as texts on the wire. */
export const type: KeywordFamily = {
  keywords: ["type"],
  derive: (context) => (context.isText ? texts(context) : values(context)),
};

/** One value per type, and some that programs take for those of another. */
const VALUES: Json[] = [null, true, false, 0, 1, 1.5, "", "1", "true", "null", [], ["example"], {}, { example: 1 }];

function values(context: KeywordContext): Candidate[] {
  const { site } = context;
  const example = context.sample(site);
  const tried = [...VALUES, ...lookAlikes(example), ...(site.types.has("object") ? ["{}"] : [])];
  const distinct = [...new Map(tried.map((value) => [JSON.stringify(value), value])).values()];
  const wrong = distinct.filter((value) => !site.types.has(typeOf(value)));
  const own =
    example === undefined ? [] : [candidate(context, `the ${[...site.types].join(" or ")} itself`, true, example)];
  // Of several types, each has to be taken; which of its values, the schema tells.
  const others = site.types.size > 1 ? VALUES.filter((value) => site.types.has(typeOf(value))) : [];
  return [
    ...own,
    ...others.map((value) => ({ ...candidate(context, nameOf(value), "either", value), isSearch: true })),
    // Beside bounds, only the fraction next to a sound number has no other fault.
    ...wrong.map((value) => ({
      ...candidate(context, nameOf(value), false, value),
      ...(value === 1.5 && typeof example === "number" && { isSearch: true }),
    })),
  ];
}

function nameOf(value: Json): string {
  return `${typeOf(value)} ${JSON.stringify(value)}`;
}

/** What a sound value is taken for, or made of, by programs that convert: `5` and `"5"`, `[a]` and `a`. */
function lookAlikes(example: JsonTemplate | undefined): Json[] {
  if (typeof example === "number") return [String(example), Math.trunc(example) + 0.5, [example]];
  if (typeof example === "boolean") return [String(example), String(!example), [example]];
  if (typeof example === "string") return [[example], ...(isNumeric(example) ? [Number(example)] : [])];
  if (Array.isArray(example)) {
    const items = isPlain(example) ? (example as Json[]) : ["example"];
    const [item = "example"] = items;
    return [item, { 0: item }, items.join(","), JSON.stringify(items)];
  }
  if (!isObjectTemplate(example) || !isPlain(example)) return [];
  const value = example as JsonObject;
  return [JSON.stringify(value), [value], Object.entries(value)];
}

function isNumeric(text: string): boolean {
  return /^-?(?:0|[1-9]\d{0,14})$/.test(text);
}

/** Whether nothing in a template waits for the sending. */
function isPlain(template: JsonTemplate): boolean {
  return !JSON.stringify(template).includes('"$text"');
}

function candidate(
  { keyword, place, site }: KeywordContext,
  what: string,
  valid: boolean | "either",
  value: JsonTemplate,
): Candidate {
  return {
    keyword,
    place,
    what: what.length > 120 ? `${what.slice(0, 100)}…` : what,
    valid,
    edits: [{ at: site.at, value }],
  };
}

/** Texts that lenient decoders take for a value of the type. */
interface TextCorpus {
  right: string[];
  wrong: string[];
  /** What a server may read, or refuse. */
  open?: string[];
}

const BOOLEANS: TextCorpus = {
  right: ["true", "false"],
  wrong: [
    ...["", "1", "0", "TRUE", "True", "FALSE", "yes", "no", "on", "off", "t", "f", "y", "n", "enabled"],
    ...[" true", "true ", "true\n", '"true"', "truee", "null", "undefined", "{}", "-1", "2"],
  ],
};

const OBJECTS: TextCorpus = {
  right: ["{}"],
  wrong: [
    ...["", "{", "}", "[]", "[{}]", "null", "true", "1", '"text"', '"{}"', "text", "{}x", "{'a':1}", "{a:1}"],
    ...['{"a":1,}', '{"a":01}', '{"a":NaN}', '{"a":"\n"}', "a=1", "[object Object]", "{}{}", "// a\n{}", "{}//"],
  ],
};

/** Texts around a number that the site accepts, which are none: whoever reads them all the same finds no fault. */
function numbers(example: number, { site, sampler }: KeywordContext): TextCorpus {
  const whole = Math.abs(Math.trunc(example));
  const sign = example < 0 ? "-" : "";
  const text = String(example);
  const forms = openNumbers(example);
  const isTaken = ({ number }: NumberText) => sampler.accepts(site, number);
  const open = forms.filter(isTaken).map((form) => form.text);
  const wrong = [
    ...["", "one", "NaN", "Infinity", "1e1000", "true", "null", "[]", `"${text}"`],
    ...[`${text}abc`, `${sign}0x${whole.toString(16)}`, `${sign}0b${whole.toString(2)}`],
    ...[` ${text}`, `${text} `, `${text}\n`, `${text},000`, `${text}_000`, `${text}n`, `${text}e`, `${text}%`],
    ...[`--${whole}`, `${text}-`, `${text};`, sign + [...String(whole)].map(fullWidth).join("")],
    ...forms.filter((form) => !isTaken(form)).map((form) => form.text),
  ];
  return site.types.has("number")
    ? { right: [text, `${sign}${whole}.5`], open, wrong: [...wrong, `${sign}${whole},5`] }
    : { right: [text], open, wrong: [...wrong, `${sign}${whole}.5`, `${text}e-9`] };
}

function fullWidth(digit: string): string {
  return String.fromCodePoint(0xff10 + Number(digit));
}

/** Texts that mean themselves, in which careless decoders find something else. */
const PLAIN = [
  "%2Fabc",
  "%zz",
  "a/b",
  "a+b",
  "a b",
  "a&b=c",
  "a;b",
  "a,b",
  "a?b#c",
  'a"b',
  "a\\b",
  "[a]",
  "null",
  "0",
  "é中😀",
];

function texts(context: KeywordContext): Candidate[] {
  const { site, keyword, place } = context;
  if (site.types.has("string")) {
    return PLAIN.map((text) => ({
      keyword,
      place,
      what: `text ${encodeURIComponent(text)}`,
      valid: "either",
      isSearch: true,
      edits: [{ at: site.at, value: text }],
    }));
  }
  const corpus = textCorpus(context);
  // `1` is no boolean, but may be of another type that is allowed.
  const isOne = new Set([...site.types].map((name) => (name === "integer" ? "number" : name))).size === 1;
  const of = (text: string, valid: Candidate["valid"]): Candidate => ({
    keyword,
    place,
    what: `text ${text === "" ? "empty" : encodeURIComponent(text)}`,
    valid: isOne ? valid : "either",
    isSearch: true,
    edits: [{ at: site.at, text }],
  });
  return [
    ...(corpus.open ?? []).map((text) => ({ ...of(text, "either"), isOpen: true })),
    ...corpus.right.map((text) => of(text, true)),
    ...corpus.wrong.map((text) => of(text, false)),
  ];
}

function textCorpus(context: KeywordContext): TextCorpus {
  const { site, sample } = context;
  const has = (name: JsonType) => site.types.has(name);
  if (has("boolean")) return BOOLEANS;
  if (has("integer")) {
    const example = sample(site);
    return numbers(typeof example === "number" ? example : 1, context);
  }
  return has("object") ? OBJECTS : { right: [], wrong: [] };
}
