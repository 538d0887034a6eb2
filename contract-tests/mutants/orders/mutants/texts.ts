import type { Mutant, MutantGroup } from "../../mutant.ts";
import { isDate } from "../reference/formats.ts";
import { characters } from "../reference/values.ts";
import { REFERENCE_RULES, type Rules } from "../rules.ts";

type JudgeName = { [K in keyof Rules]: Rules[K] extends (value: unknown) => boolean ? K : never }[keyof Rules];

const text = (
  name: string,
  what: string,
  rule: JudgeName,
  keyword: string,
  judge: (value: string, reference: (value: unknown) => boolean) => boolean,
): Mutant<Rules> => ({
  ...{ name, what, breaks: [keyword] },
  rules: {
    [rule]: (value: unknown) =>
      typeof value === "string" ? judge(value, REFERENCE_RULES[rule]) : REFERENCE_RULES[rule](value),
  },
});
const matches = (name: string, what: string, rule: JudgeName, pattern: RegExp) =>
  text(name, what, rule, "pattern", (value) => pattern.test(value));
const upTo = (name: string, what: string, rule: JudgeName, most: number, count = characters, least = 0) =>
  text(name, what, rule, "maxLength", (value) => count(value) >= least && count(value) <= most);
const bytes = (value: string) => Buffer.byteLength(value);
const units = (value: string) => value.length;
const graphemes = (value: string) => [...new Intl.Segmenter("en").segment(value)].length;

/** Lengths, patterns, formats and enums of texts. */
export const TEXTS: MutantGroup<Rules> = {
  group: "texts",
  mutants: [
    text("name: empty", "takes an empty name", "isName", "minLength", (value, is) => value === "" || is(value)),
    upTo("name: UTF-16", "counts UTF-16 units", "isName", 80, units, 1),
    upTo("name: bytes", "counts bytes", "isName", 80, bytes, 1),
    upTo("name: 81", "takes one character more", "isName", 81, characters, 1),
    upTo("name: 79", "takes one character less", "isName", 79, characters, 1),
    text("name: trimmed", "takes blanks for nothing", "isName", "minLength", (value, is) => is(value.trim())),
    upTo("city: 61", "takes one character more", "isCity", 61, characters, 1),
    text("city: empty", "takes an empty city", "isCity", "minLength", (value, is) => value === "" || is(value)),
    text("street: empty", "takes an empty street", "isStreet", "minLength", () => true),
    upTo("note: 201", "takes one character more", "isNote", 201),
    upTo("note: 199", "takes one character less", "isNote", 199),
    upTo("note: UTF-16", "counts UTF-16 units", "isNote", 200, units),
    text(
      "giftMessage: empty",
      "takes an empty message",
      "isGiftMessage",
      "minLength",
      (value, is) => value === "" || is(value),
    ),
    upTo("giftMessage: graphemes", "counts what a reader sees", "isGiftMessage", 100, graphemes, 1),
    upTo("reference: 36", "takes one character more", "isReference", 36),
    upTo("reference: bytes", "counts bytes", "isReference", 35, bytes),
    matches("sku: any start", "takes text before", "isSku", /[A-Z]{3}-\d{4}$/),
    matches("sku: any end", "takes text after", "isSku", /^[A-Z]{3}-\d{4}/),
    matches("sku: lower case", "takes small letters", "isSku", /^[A-Z]{3}-\d{4}$/i),
    matches("sku: five digits", "takes five digits", "isSku", /^[A-Z]{3}-\d{4,5}$/),
    matches("sku: two letters", "takes two letters", "isSku", /^[A-Z]{2,3}-\d{4}$/),
    matches("sku: no hyphen", "takes a sku without a hyphen", "isSku", /^[A-Z]{3}-?\d{4}$/),
    matches("sku: by line", "looks at single lines", "isSku", /^[A-Z]{3}-\d{4}$/m),
    matches("sku: before a line break", "takes a line break at the end", "isSku", /^[A-Z]{3}-\d{4}\n?$/),
    matches("sku: digits of every script", "takes Arabic digits", "isSku", /^[A-Z]{3}-\p{Nd}{4}$/u),
    matches("vat: 7 digits", "takes a digit less", "isVat", /^[A-Z]{2}\d{7,12}$/),
    matches("vat: 13 digits", "takes a digit more", "isVat", /^[A-Z]{2}\d{8,13}$/),
    matches("vat: 8 digits alone", "refuses more than eight digits", "isVat", /^[A-Z]{2}\d{8}$/),
    matches("country: three letters", "takes three letters", "isCountry", /^[A-Z]{2,3}$/),
    matches("country: lower case", "takes small letters", "isCountry", /^[A-Za-z]{2}$/),
    matches("phone: no plus", "takes a number without a plus", "isPhone", /^\+?\d{6,15}$/),
    matches("phone: 16 digits", "takes a digit more", "isPhone", /^\+\d{6,16}$/),
    matches("phone: 5 digits", "takes a digit less", "isPhone", /^\+\d{5,15}$/),
    text("birthday: any text", "takes every text", "isBirthday", "format", () => true),
    text("birthday: 30 February", "takes days that do not exist", "isBirthday", "format", (value) =>
      /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(value),
    ),
    text(
      "birthday: month 13",
      "takes months that do not exist",
      "isBirthday",
      "format",
      (value) => isDate(value) || /^\d{4}-(?:13|00)-\d\d$/.test(value),
    ),
    text("birthday: date-time", "takes a date-time", "isBirthday", "format", (value) =>
      isDate(value.replace(/T.*$/s, "")),
    ),
    text("birthday: one digit", "takes a day of one digit", "isBirthday", "format", (value) =>
      isDate(value.replaceAll(/-(\d)(?!\d)/g, "-0$1")),
    ),
    text(
      "birthday: leap day",
      "refuses 29 February",
      "isBirthday",
      "format",
      (value, is) => is(value) && !value.endsWith("-02-29"),
    ),
    text("email: any text", "takes every text", "isEmail", "format", () => true),
    text("email: @", "takes every text with an @", "isEmail", "format", (value) => value.includes("@")),
    text("email: plus", "refuses a plus sign", "isEmail", "format", (value, is) => is(value) && !value.includes("+")),
    text("email: long domain", "takes a domain of any length", "isEmail", "format", (value, is) =>
      is(value.replace(/@.{254,}$/, "@b.example")),
    ),
    text("email: dots", "takes two dots on end", "isEmail", "format", (value, is) => is(value.replaceAll(/\.+/g, "."))),
    text(
      "deliverAt: no zone",
      "takes a time without a zone",
      "isDeliverAt",
      "format",
      (value, is) => is(value) || is(`${value}Z`),
    ),
    text("deliverAt: hour 24", "takes hour 24", "isDeliverAt", "format", (value, is) => is(value.replace(/^24/, "23"))),
    text("deliverAt: no seconds", "takes a time without seconds", "isDeliverAt", "format", (value, is) =>
      is(value.replace(/^(\d\d:\d\d)(?=[Z+-])/, "$1:00")),
    ),
    text("deliverAt: any text", "takes every text", "isDeliverAt", "format", () => true),
    text("password: 123456", "takes the second worst password", "isPassword", "not", (value) => value !== "password"),
    text("password: password", "takes the worst password", "isPassword", "not", (value) => value !== "123456"),
    text("currency: lower case", "takes small letters", "isCurrency", "enum", (value, is) => is(value.toUpperCase())),
    text("currency: any", "takes every text", "isCurrency", "enum", () => true),
    text("currency: no CHF", "refuses a currency", "isCurrency", "enum", (value, is) => value !== "CHF" && is(value)),
    text("currency: trimmed", "takes blanks around", "isCurrency", "enum", (value, is) => is(value.trim())),
    {
      ...text(
        "currency: GBP",
        "takes another currency",
        "isCurrency",
        "enum",
        (value, is) => value === "GBP" || is(value),
      ),
      survives: "GBP is one of all the texts that are no member, and nothing in the document leads to it",
    },
    text("method: any", "takes every method", "isMethod", "enum", () => true),
    text(
      "method: no transfer",
      "refuses a method",
      "isMethod",
      "enum",
      (value, is) => value !== "transfer" && is(value),
    ),
    text("status: prefix", "takes what starts like a status", "isStatus", "enum", (value) =>
      /^(?:confirmed|cancelled)/.test(value),
    ),
  ],
};
