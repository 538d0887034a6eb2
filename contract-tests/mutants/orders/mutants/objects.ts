import type { Mutant, MutantGroup } from "../../mutant.ts";
import { isInteger, isObject, isText, matches } from "../reference/values.ts";
import { REFERENCE_RULES, type Rules } from "../rules.ts";

const { has, hasOnly, kindOf, isNote, isBirthday, isDiscount, isBoolean, isName } = REFERENCE_RULES;

const rule = (name: string, what: string, breaks: readonly string[], rules: Partial<Rules>): Mutant<Rules> => ({
  ...{ name, what, breaks, rules },
});
/** Does not miss a member. */
const without = (of: string, member: string, keyword = "required") =>
  rule(`${of}: no ${member}`, `does not miss \`${member}\``, [keyword], {
    has: (value, names, schema) => has(value, schema === of ? names.filter((name) => name !== member) : names, schema),
  });
const open = (of: string, keyword: string) =>
  rule(`${of}: open`, "takes members that are not declared", [keyword], {
    hasOnly: (value, names, schema) => schema === of || hasOnly(value, names, schema),
  });
const payer = (name: string, what: string, isGood: (card: boolean, iban: boolean, card_: unknown) => boolean) =>
  rule(`payer: ${name}`, what, ["anyOf", "required", "pattern"], {
    isPayer: (value) =>
      isObject(value) &&
      isGood(matches(value["card"], /^\d{16}$/), isText(value["iban"], { min: 15, max: 34 }), value["card"]),
  });
const KIND = ["oneOf", "discriminator", "const", "required"];
const nullable = (
  name: string,
  judge: "isName" | "isCity" | "isGiftMessage" | "isBoolean" | "isSku" | "isPrice" | "isLabels",
) =>
  rule(`${name}: null`, "takes null", ["type"], {
    [judge]: (value: unknown) => value === null || REFERENCE_RULES[judge](value),
  });

/** Members that are needed, closed objects and compositions. */
export const OBJECTS: MutantGroup<Rules> = {
  group: "objects and compositions",
  mutants: [
    ...[without("NewOrder", "customer"), without("NewOrder", "items"), without("NewOrder", "currency")],
    ...[without("Item", "sku"), without("Item", "quantity"), without("Person", "name"), without("Company", "vat")],
    ...[without("Address", "street"), without("Address", "country")],
    ...[without("payment", "amount"), without("payment", "method")],
    without("giftMessage", "gift", "dependentRequired"),
    without("express", "phone"),
    rule("Address: anything if not express", "misses nothing in the address of a slow parcel", ["required"], {
      has: (value, names, of) => (of === "Address" && value["express"] !== true) || has(value, names, of),
    }),
    open("Item", "additionalProperties"),
    open("Shipping", "unevaluatedProperties"),
    open("OrderChange", "additionalProperties"),
    open("price", "additionalProperties"),
    rule(
      "Shipping: only what it says itself",
      "takes the members of an address for undeclared",
      ["properties", "allOf"],
      {
        hasOnly: (value, names, of) => hasOnly(value, of === "Shipping" ? ["express", "phone"] : names, of),
      },
    ),
    rule("express: phone always", "wants a phone number for every parcel", ["if", "then", "properties"], {
      needsPhone: () => true,
    }),
    rule("express: phone if mentioned", "wants a phone number where `express` is false", ["if", "then"], {
      needsPhone: ({ express }) => express !== undefined,
    }),
    rule("express: turned round", "wants a phone number where `express` is false alone", ["if", "required"], {
      needsPhone: ({ express }) => express === false,
    }),
    rule("gift: always", "wants `gift` in every order", ["dependentRequired", "properties", "base"], {
      needsGift: () => true,
    }),
    rule("customer: any kind", "takes every kind for a person", KIND, {
      kindOf: ({ kind }) => (kind === "company" ? "company" : "person"),
    }),
    rule("customer: no company", "refuses companies", KIND, {
      kindOf: ({ kind }) => (kind === "person" ? "person" : undefined),
    }),
    rule("customer: kind in any case", "takes capital letters", KIND, {
      kindOf: ({ kind }) => (typeof kind === "string" ? kindOf({ kind: kind.toLowerCase() }) : undefined),
    }),
    rule("customer: kind left out", "takes a customer without a kind for a person", KIND, {
      kindOf: (value) => (value["kind"] === undefined ? "person" : kindOf(value)),
    }),
    payer("neither", "takes a payer without an account", () => true),
    payer("not both", "refuses card and iban together", (card, iban) => card !== iban),
    payer("both", "wants card and iban", (card, iban) => card && iban),
    payer("card alone", "refuses an iban", (card) => card),
    payer("iban alone", "refuses a card", (_card, iban) => iban),
    payer("card of any length", "takes every number of digits", (_, iban, card) => iban || matches(card, /^\d+$/)),
    rule("change: nothing", "takes a change of nothing", ["minProperties"], { isChange: () => true }),
    rule("change: two", "wants two changes at once", ["minProperties"], {
      isChange: (value) => Object.keys(value).length >= 2,
    }),
    rule("change: one", "refuses two changes at once", ["minProperties", "properties", "type"], {
      isChange: (value) => Object.keys(value).length === 1,
    }),
    ...[nullable("name", "isName"), nullable("city", "isCity"), nullable("giftMessage", "isGiftMessage")],
    ...[
      nullable("gift", "isBoolean"),
      nullable("sku", "isSku"),
      nullable("price", "isPrice"),
      nullable("labels", "isLabels"),
    ],
    rule("note: no null", "refuses null", ["type"], { isNote: (value) => value !== null && isNote(value) }),
    rule("birthday: no null", "refuses null", ["type"], { isBirthday: (value) => value !== null && isBirthday(value) }),
    rule("discount: no null", "refuses null, which is one of the list", ["enum"], {
      isDiscount: (value) => value !== null && isDiscount(value),
    }),
    rule("discount: text", "takes a discount in quotes", ["enum"], {
      isDiscount: (value) => isDiscount(typeof value === "string" ? Number(value) : value),
    }),
    {
      ...rule("discount: 15", "takes every step of five", ["enum"], {
        isDiscount: (value) => value === null || (isInteger(value, { min: 0, max: 25 }) && value % 5 === 0),
      }),
      survives: "15 is one of all the numbers that are no member, and nothing in the document leads to it",
    },
    rule("gift: text", "takes `true` in quotes", ["type"], {
      isBoolean: (value) => value === "true" || isBoolean(value),
    }),
    rule("gift: 1", "takes 1 for true", ["type"], { isBoolean: (value) => value === 1 || isBoolean(value) }),
    rule("gift: any", "takes every value", ["type"], { isBoolean: () => true }),
    rule("note: number", "takes a number for a text", ["type"], {
      isNote: (value) => typeof value === "number" || isNote(value),
    }),
    rule("name: object", "takes an object for a text", ["type"], {
      isName: (value) => isObject(value) || isName(value),
    }),
    rule("orderId: any", "takes every id", ["pattern"], { isOrderId: () => true }),
    rule("orderId: capital letters", "takes capital letters", ["pattern"], {
      isOrderId: (text) => /^ord_[0-9a-z]{12}$/i.test(text),
    }),
    rule("orderId: text after", "takes text after", ["pattern"], {
      isOrderId: (text) => /^ord_[0-9a-z]{12}/.test(text),
    }),
    rule("orderId: hexadecimal", "refuses letters after f", ["pattern"], {
      isOrderId: (text) => /^ord_[0-9a-f]{12}$/.test(text),
    }),
  ],
};
