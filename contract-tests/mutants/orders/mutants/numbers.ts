import type { Mutant, MutantGroup } from "../../mutant.ts";
import { isCents } from "../reference/values.ts";
import { REFERENCE_RULES, type Rules } from "../rules.ts";

type JudgeName = "isQuantity" | "isPrice" | "isEmployees" | "isRating" | "isAmount" | "isInstalments" | "isPlace";
type TextName = "isLimit" | "isMinPrice" | "isMaxPrice";

const number = (
  name: string,
  what: string,
  rule: JudgeName,
  keyword: string,
  judge: (value: number, reference: (value: unknown) => boolean) => boolean,
): Mutant<Rules> => ({
  ...{ name, what, breaks: [keyword] },
  rules: { [rule]: (value: unknown) => judge(value as number, REFERENCE_RULES[rule]) },
});
const text = (
  name: string,
  what: string,
  rule: TextName,
  keyword: string,
  judge: (value: string, reference: (value: string) => boolean) => boolean,
): Mutant<Rules> => ({
  ...{ name, what, breaks: [keyword] },
  rules: { [rule]: (value: string) => judge(value, REFERENCE_RULES[rule]) },
});
const place = (name: string, what: string, keyword: string, judge: (place: unknown[]) => boolean): Mutant<Rules> => ({
  ...{ name: `place: ${name}`, what, breaks: [keyword] },
  rules: { isPlace: (value) => Array.isArray(value) && judge(value) },
});
const isDegrees = (value: unknown, most: number) => typeof value === "number" && Math.abs(value) <= most;
const isWhole = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max;
const isAmount = (value: number, max: number) =>
  typeof value === "number" && value > 0 && value <= max && isCents(value);
const isAnyFraction = (value: number) => typeof value === "number" && value > 0 && value <= 10_000;

/** Bounds, steps and kinds of numbers. */
export const NUMBERS: MutantGroup<Rules> = {
  group: "numbers",
  mutants: [
    number("quantity: 0", "takes none of a thing", "isQuantity", "minimum", (value) => isWhole(value, 0, 999)),
    number("quantity: from 2 on", "refuses one of a thing", "isQuantity", "minimum", (value) => isWhole(value, 2, 999)),
    number("quantity: 1000", "takes one more", "isQuantity", "maximum", (value) => isWhole(value, 1, 1000)),
    number("quantity: 998", "takes one less", "isQuantity", "maximum", (value) => isWhole(value, 1, 998)),
    number(
      "quantity: fraction",
      "takes a fraction",
      "isQuantity",
      "type",
      (value) => typeof value === "number" && value >= 1 && value <= 999,
    ),
    number(
      "quantity: text",
      "takes a number in quotes",
      "isQuantity",
      "type",
      (value, is) => is(value) || is(Number(value)),
    ),
    number(
      "price: 0",
      "takes a price of nothing",
      "isPrice",
      "exclusiveMinimum",
      (value, is) => value === 0 || is(value),
    ),
    number(
      "price: below 10000",
      "refuses the greatest price",
      "isPrice",
      "maximum",
      (value, is) => is(value) && value < 10_000,
    ),
    number("price: any", "takes every price", "isPrice", "maximum", (value) =>
      isAmount(value, Number.POSITIVE_INFINITY),
    ),
    number(
      "price: no cents",
      "refuses fractions",
      "isPrice",
      "multipleOf",
      (value, is) => is(value) && Number.isInteger(value),
    ),
    number("price: any fraction", "takes fractions of a cent", "isPrice", "multipleOf", isAnyFraction),
    number(
      "price: by division",
      "divides by 0.01 in binary",
      "isPrice",
      "multipleOf",
      (value, is) => is(value) && Number.isInteger(value / 0.01),
    ),
    number(
      "price: tenths",
      "refuses single cents",
      "isPrice",
      "multipleOf",
      (value, is) => is(value) && /^\d+(?:\.\d)?$/.test(String(value)),
    ),
    number("price: text", "takes a price in quotes", "isPrice", "type", (value, is) => is(value) || is(Number(value))),
    number("employees: any", "takes more than 32 bits", "isEmployees", "format", (value) =>
      isWhole(value, 1, Number.MAX_SAFE_INTEGER),
    ),
    number("employees: 16 bits", "takes 16 bits", "isEmployees", "format", (value) => isWhole(value, 1, 32_767)),
    number("employees: unsigned", "takes 32 bits without a sign", "isEmployees", "format", (value) =>
      isWhole(value, 1, 4_294_967_295),
    ),
    number("employees: 0", "takes a company of nobody", "isEmployees", "minimum", (value) =>
      isWhole(value, 0, 2_147_483_647),
    ),
    number("rating: any", "takes every integer in bounds", "isRating", "multipleOf", (value) => isWhole(value, 0, 100)),
    number("rating: tens", "refuses odd fives", "isRating", "multipleOf", (value, is) => is(value) && value % 10 === 0),
    number("rating: from 5 on", "refuses nothing at all", "isRating", "minimum", (value, is) => is(value) && value > 0),
    number(
      "rating: below 0",
      "takes less than nothing",
      "isRating",
      "minimum",
      (value) => isWhole(value, -100, 100) && value % 5 === 0,
    ),
    number(
      "rating: above 100",
      "takes more than all",
      "isRating",
      "maximum",
      (value) => isWhole(value, 0, 1000) && value % 5 === 0,
    ),
    number("rating: below 100", "refuses the best", "isRating", "maximum", (value, is) => is(value) && value < 100),
    number(
      "amount: 0",
      "takes a payment of nothing",
      "isAmount",
      "exclusiveMinimum",
      (value, is) => value === 0 || is(value),
    ),
    number("amount: any fraction", "takes fractions of a cent", "isAmount", "multipleOf", isAnyFraction),
    number("amount: any", "takes every amount", "isAmount", "maximum", (value) =>
      isAmount(value, Number.POSITIVE_INFINITY),
    ),
    number(
      "amount: below 10000",
      "refuses the greatest amount",
      "isAmount",
      "maximum",
      (value, is) => is(value) && value < 10_000,
    ),
    number("instalments: 0", "takes no instalment", "isInstalments", "minimum", (value) => isWhole(value, 0, 12)),
    number("instalments: 13", "takes one more", "isInstalments", "maximum", (value) => isWhole(value, 1, 13)),
    number("instalments: 11", "takes one less", "isInstalments", "maximum", (value) => isWhole(value, 1, 11)),
    text("limit: 0", "takes a page of nothing", "isLimit", "minimum", (value, is) => value === "0" || is(value)),
    text("limit: 101", "takes one more", "isLimit", "maximum", (value, is) => value === "101" || is(value)),
    text("limit: 99", "refuses the greatest page", "isLimit", "maximum", (value, is) => value !== "100" && is(value)),
    text("limit: text after", "reads the number before other characters", "isLimit", "type", (value, is) =>
      is(String(Number.parseInt(value, 10))),
    ),
    text("limit: fraction", "cuts a fraction off", "isLimit", "type", (value, is) => is(value.replace(/\.\d+$/, ""))),
    text("limit: blanks", "takes blanks around", "isLimit", "type", (value, is) => is(value.trim())),
    text("limit: empty", "takes the empty text", "isLimit", "type", (value, is) => value === "" || is(value)),
    text("price[min]: below 0", "takes less than nothing", "isMinPrice", "minimum", (value, is) =>
      is(value.replace("-", "")),
    ),
    text(
      "price[min]: from 1 on",
      "refuses nothing",
      "isMinPrice",
      "minimum",
      (value, is) => is(value) && Number(value) >= 1,
    ),
    text(
      "price[min]: text",
      "takes text for a number",
      "isMinPrice",
      "type",
      (value, is) => Number.isNaN(Number(value)) || is(value),
    ),
    text(
      "price[max]: 100000",
      "takes the bound itself",
      "isMaxPrice",
      "exclusiveMaximum",
      (value, is) => value === "100000" || is(value),
    ),
    text(
      "price[max]: any",
      "takes every number",
      "isMaxPrice",
      "exclusiveMaximum",
      (value, is) => is(value) || Number(value) >= 100_000,
    ),
    place(
      "below 90",
      "refuses the pole",
      "maximum",
      (all) => all.length === 2 && isDegrees(all[0], 89.99) && isDegrees(all[1], 180),
    ),
    place(
      "beyond the pole",
      "takes a latitude of 91",
      "maximum",
      (all) => all.length === 2 && isDegrees(all[0], 180) && isDegrees(all[1], 180),
    ),
    place(
      "the other way round",
      "takes longitude before latitude",
      "minimum",
      (all) => all.length === 2 && isDegrees(all[1], 90) && isDegrees(all[0], 180),
    ),
    place(
      "height",
      "takes a third number",
      "items",
      ([latitude, longitude]) => isDegrees(latitude, 90) && isDegrees(longitude, 180),
    ),
    place(
      "one number",
      "takes a latitude alone",
      "minItems",
      (all) => all.length > 0 && all.length <= 2 && isDegrees(all[0], 90) && isDegrees(all[1] ?? 0, 180),
    ),
    place(
      "texts",
      "takes numbers in quotes",
      "type",
      (all) =>
        all.length === 2 &&
        all.every((each) => typeof each === "number" || typeof each === "string") &&
        isDegrees(Number(all[0]), 90) &&
        isDegrees(Number(all[1]), 180),
    ),
  ],
};
