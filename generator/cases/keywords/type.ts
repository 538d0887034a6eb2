import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { Json } from "../../../spec/interchange/json.ts";
import { type JsonType, typeOf } from "../../../spec/interchange/schema-types.ts";
import type { Candidate, KeywordContext, KeywordFamily } from "../candidate.ts";

/** type: one value of every other type and the look-alikes, as values in JSON and as texts on the wire. */
export const type: KeywordFamily = {
  keywords: ["type"],
  derive: (context) => (context.isText ? texts(context) : values(context)),
};

/** One value per type, and the look-alikes of some. */
const VALUES: Json[] = [null, true, 0, 1, 1.5, "", "1", "true", "null", [], ["example"], {}, { example: 1 }];

function values(context: KeywordContext): Candidate[] {
  const { site } = context;
  const example = context.sample(site);
  const lookAlikes: Json[] = site.types.has("array") ? ["example"] : site.types.has("object") ? ["{}"] : [];
  const wrong = [...VALUES, ...lookAlikes].filter((value) => !site.types.has(typeOf(value)));
  const own =
    example === undefined ? [] : [candidate(context, `the ${[...site.types].join(" or ")} itself`, true, example)];
  return [
    ...own,
    ...wrong.map((value) => candidate(context, `${typeOf(value)} ${JSON.stringify(value)}`, false, value)),
  ];
}

function candidate(
  { keyword, place, site }: KeywordContext,
  what: string,
  valid: boolean,
  value: JsonTemplate,
): Candidate {
  return { keyword, place, what, valid, edits: [{ at: site.at, value }] };
}

/** Texts that lenient decoders take for a value of the type. */
const TEXTS: Partial<Record<JsonType, { right: string[]; wrong: string[] }>> = {
  boolean: {
    right: ["true", "false"],
    wrong: ["", "1", "0", "TRUE", "True", "yes", "no", "on", "off", "t", " true", "true ", "null", "{}"],
  },
  integer: {
    right: ["1"],
    wrong: ["", "one", "1.5", "0x1", "1e1000", " 1", "1 ", "+1", "01", "1,000", "1_000", "NaN", "true", "null"],
  },
  number: {
    right: ["1.5"],
    wrong: ["", "one", "0x1", " 1", "1 ", "+1", "01", "1,5", ".5", "5.", "NaN", "Infinity", "true", "null"],
  },
  object: {
    right: ["{}"],
    wrong: [
      "",
      "{",
      "}",
      "[]",
      "null",
      "true",
      "1",
      '"text"',
      "text",
      "{'a':1}",
      "{a:1}",
      '{"a":1,}',
      "a=1",
      "[object Object]",
    ],
  },
};

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

function texts({ site, keyword, place }: KeywordContext): Candidate[] {
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
  const kind = (["boolean", "integer", "number", "object"] as const).find((name) =>
    name === "integer" ? site.types.has(name) && !site.types.has("number") : site.types.has(name),
  );
  const corpus = kind && TEXTS[kind];
  if (!corpus) return [];
  const of = (text: string, valid: boolean): Candidate => ({
    keyword,
    place,
    what: `text ${text === "" ? "empty" : encodeURIComponent(text)}`,
    valid,
    isSearch: true,
    edits: [{ at: site.at, text }],
  });
  return [...corpus.right.map((text) => of(text, true)), ...corpus.wrong.map((text) => of(text, false))];
}
