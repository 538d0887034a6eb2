import type { Mutant, MutantGroup } from "../../mutant.ts";
import { areDistinct, isList, isObject, isText } from "../reference/values.ts";
import { REFERENCE_RULES, type Rules } from "../rules.ts";

const EXTRAS = ["gift-wrap", "engraving", "insurance", "express"];
const TAGS = ["new", "sale", "bio", "local"];
const { isSizes, isColours, isFlag, isTags } = REFERENCE_RULES;

const rule = (
  name: string,
  what: string,
  breaks: string | readonly string[],
  rules: Partial<Rules>,
): Mutant<Rules> => ({
  ...{ name, what, breaks: [breaks].flat(), rules },
});
const items = (name: string, what: string, keyword: string, isItems: Rules["isItems"]) =>
  rule(`items: ${name}`, what, keyword, { isItems });
const extras = (name: string, what: string, keyword: string, isExtras: (list: unknown[]) => boolean) =>
  rule(`extras: ${name}`, what, keyword, { isExtras: (value) => Array.isArray(value) && isExtras(value) });
const labels = (name: string, what: string, keyword: string, isLabels: (main: number, list: unknown[]) => boolean) =>
  rule(`labels: ${name}`, what, keyword, {
    isLabels: (value) =>
      isList(value, {}, (item) => typeof item === "string") &&
      isLabels(value.filter((item) => /^main:/.test(item as string)).length, value),
  });
type Entry = [name: string, text: unknown];
/** A pattern of names is a keyword inside `propertyNames`. */
const NAMES = ["propertyNames", "pattern"];
const attributes = (
  name: string,
  what: string,
  keyword: string | readonly string[],
  most: number,
  isEntry: (entry: Entry) => boolean,
) =>
  rule(`attributes: ${name}`, what, keyword, {
    isAttributes: (value) =>
      isObject(value) && Object.keys(value).length <= most && Object.entries(value).every(isEntry),
  });
const isAttribute = ([name, text]: Entry) => /^[a-z_]{1,20}$/.test(name) && isText(text, { max: 50 });
const areKnown = (list: readonly unknown[], all: readonly string[]) =>
  list.every((item) => all.includes(item as string));

/** Counts, distinctness and contents of arrays and open objects; lists in the query. */
export const LISTS: MutantGroup<Rules> = {
  group: "arrays and maps",
  mutants: [
    items("none", "takes an order of nothing", "minItems", (value, isItem) => isList(value, { max: 20 }, isItem)),
    items("two", "refuses an order of one thing", "minItems", (value, isItem) =>
      isList(value, { min: 2, max: 20 }, isItem),
    ),
    items("21", "takes one thing more", "maxItems", (value, isItem) => isList(value, { min: 1, max: 21 }, isItem)),
    items("19", "takes one thing less", "maxItems", (value, isItem) => isList(value, { min: 1, max: 19 }, isItem)),
    items("bare", "takes a thing for the list of it", "type", (value, isItem) =>
      isList(Array.isArray(value) ? value : [value], { min: 1, max: 20 }, isItem),
    ),
    extras("twice", "takes an extra twice", "uniqueItems", (list) => list.length <= 4 && areKnown(list, EXTRAS)),
    extras(
      "three",
      "refuses four extras",
      "maxItems",
      (list) => list.length <= 3 && areKnown(list, EXTRAS) && areDistinct(list),
    ),
    extras("any", "takes every extra", "enum", (list) => list.length <= 4 && areDistinct(list)),
    extras("no express", "refuses an extra", "enum", (list) => areKnown(list, EXTRAS.slice(0, 3)) && areDistinct(list)),
    labels("no main", "takes labels without a main one", "contains", (main) => main <= 2),
    labels("three main", "takes three main ones", "maxContains", (main) => main >= 1),
    labels("one main", "refuses two main ones", "maxContains", (main) => main === 1),
    labels("two main", "wants two main ones", "contains", (main) => main === 2),
    labels(
      "first",
      "looks for a main one at the start alone",
      "contains",
      (main, list) => main <= 2 && /^main:/.test(String(list[0])),
    ),
    labels(
      "all main",
      "wants all to be main ones",
      "contains",
      (main, list) => main > 0 && main <= 2 && main === list.length,
    ),
    rule("labels: numbers", "takes numbers for labels", "type", {
      isLabels: (value) => REFERENCE_RULES.isLabels(Array.isArray(value) ? value.map(String) : value),
    }),
    attributes("6", "takes six", "maxProperties", 6, isAttribute),
    attributes("4", "takes four", "maxProperties", 4, isAttribute),
    attributes("any name", "takes every name", NAMES, 5, ([, text]) => isText(text, { max: 50 })),
    attributes(
      "long name",
      "takes a name of 21 letters",
      NAMES,
      5,
      ([name, text]) => /^[a-z_]{1,21}$/.test(name) && isText(text, { max: 50 }),
    ),
    attributes(
      "capital letters",
      "takes capital letters in a name",
      NAMES,
      5,
      ([name, text]) => /^[a-z_]{1,20}$/i.test(name) && isText(text, { max: 50 }),
    ),
    attributes("numbers", "takes numbers", "type", 5, ([name, text]) => isAttribute([name, String(text)])),
    attributes(
      "51",
      "takes texts of 51 characters",
      "maxLength",
      5,
      ([name, text]) => /^[a-z_]{1,20}$/.test(name) && isText(text, { max: 51 }),
    ),
    rule("q: 1", "takes a single character", "minLength", { isWords: (text) => isText(text, { min: 1, max: 40 }) }),
    rule("q: 41", "takes one character more", "maxLength", { isWords: (text) => isText(text, { min: 2, max: 41 }) }),
    rule("q: bytes", "counts bytes", "maxLength", {
      isWords: (text) => isText(text, { min: 2, max: 40 }) && Buffer.byteLength(text) <= 40,
    }),
    rule("tag: twice", "takes a tag twice", "uniqueItems", {
      isTags: (texts) => texts.length <= 3 && areKnown(texts, TAGS),
    }),
    rule("tag: 4", "takes four tags", "maxItems", { isTags: (texts) => areKnown(texts, TAGS) && areDistinct(texts) }),
    rule("tag: one", "refuses two tags", "maxItems", {
      isTags: (texts) => texts.length === 1 && areKnown(texts, TAGS),
    }),
    rule("tag: any", "takes every tag", "enum", { isTags: (texts) => texts.length <= 3 && areDistinct(texts) }),
    rule("tag: any case", "takes capital letters", "enum", {
      isTags: (texts) => isTags(texts.map((text) => text.toLowerCase())),
    }),
    rule("sizes: 5", "takes five sizes", "maxItems", { isSizes: (texts) => texts.every((text) => isSizes([text])) }),
    rule("sizes: 61", "takes a greater size", "maximum", {
      isSizes: (texts) => texts.length <= 4 && texts.every((text) => text === "61" || isSizes([text])),
    }),
    rule("sizes: first alone", "looks at the first size alone", ["minimum", "type"], {
      isSizes: (texts) => texts.length <= 4 && isSizes(texts.slice(0, 1)),
    }),
    rule("sizes: not split", "does not split sizes", "maxItems", { splitSizes: (text) => [text] }),
    rule("colours: not split", "does not split colours", "maxItems", { splitColours: (text) => [text] }),
    rule("colours: 4", "takes four colours", "maxItems", {
      isColours: (texts) => texts.every((text) => isColours([text])),
    }),
    rule("colours: capitals", "takes capital letters", "pattern", {
      isColours: (texts) => isColours(texts.map((text) => text.toLowerCase())),
    }),
    rule("inStock: 1", "takes 1 for true", "type", { isFlag: (text) => text === "1" || isFlag(text) }),
    rule("inStock: any case", "takes capital letters", "type", { isFlag: (text) => isFlag(text.toLowerCase()) }),
    rule("inStock: empty", "takes the empty text", "type", { isFlag: (text) => text === "" || isFlag(text) }),
    rule("X-Currency: any", "takes every currency", "pattern", { isCurrencyField: () => true }),
    rule("X-Currency: lower case", "takes small letters", "pattern", {
      isCurrencyField: (text) => /^[A-Z]{3}$/i.test(text),
    }),
    rule("X-Currency: four letters", "takes four letters", "pattern", {
      isCurrencyField: (text) => /^[A-Z]{3,4}$/.test(text),
    }),
    rule("query: undeclared", "refuses a parameter that is not declared", "properties", {
      isDeclared: (name) => /^(?:q|tag|sizes|colours|price\[.*\]|limit|inStock)$/.test(name),
    }),
  ],
};
