import { isUtf8 } from "node:buffer";
import type { Answer, Call } from "../server/message.ts";
import { isDate, isEmail, isTime } from "./reference/formats.ts";
import * as values from "./reference/values.ts";

/** The operations of the document. */
export type OperationId =
  | "getHealth"
  | "listProducts"
  | "createOrder"
  | "getOrder"
  | "changeOrder"
  | "cancelOrder"
  | "payOrder";

/** Why a request is refused. */
export type Reason = "malformed" | "invalid" | "credentials" | "missing" | "method" | "media-type";

/** An order as it is kept. */
export interface Order {
  id: string;
  status: string;
  currency: string;
  note: string | null;
  items: { sku: string; quantity: number; price?: number }[];
  createdAt: string;
  rating?: number;
  version: number;
}

/** What the last rule sees of a request. */
export interface Outcome {
  operation?: OperationId;
  reason?: Reason;
  call: Call;
}

type Judge = (value: unknown) => boolean;
type Shape = Record<string, unknown>;

/** Every rule that the server keeps. A mutant is a server with another function in one place. */
export interface Rules {
  isOrderId(text: string): boolean;
  /** Whether an object has all of its members that are needed; `of` is the name of its schema. */
  has(value: Shape, names: readonly string[], of: string): boolean;
  /** Whether an object has no other members. */
  hasOnly(value: Shape, names: readonly string[], of: string): boolean;
  /** What a customer is: "person" or "company". */
  kindOf(customer: Shape): unknown;
  isName: Judge;
  isBirthday: Judge;
  isEmail: Judge;
  isVat: Judge;
  isEmployees: Judge;
  isItems(value: unknown, isItem: Judge): boolean;
  isSku: Judge;
  isQuantity: Judge;
  isPrice: Judge;
  isDiscount: Judge;
  isExtras: Judge;
  isStreet: Judge;
  isCity: Judge;
  isCountry: Judge;
  isPhone: Judge;
  needsPhone(shipping: Shape): boolean;
  isPlace: Judge;
  isCurrency: Judge;
  isNote: Judge;
  isBoolean: Judge;
  isGiftMessage: Judge;
  needsGift(order: Shape): boolean;
  isLabels: Judge;
  isAttributes: Judge;
  isPayer: Judge;
  isPassword: Judge;
  isDeliverAt: Judge;
  isChange(value: Shape): boolean;
  isStatus: Judge;
  isRating: Judge;
  isAmount: Judge;
  isMethod: Judge;
  isReference: Judge;
  isInstalments: Judge;
  isWords(text: string): boolean;
  isTags(texts: readonly string[]): boolean;
  isSizes(texts: readonly string[]): boolean;
  isColours(texts: readonly string[]): boolean;
  isMinPrice(text: string): boolean;
  isMaxPrice(text: string): boolean;
  isLimit(text: string): boolean;
  isFlag(text: string): boolean;
  isCurrencyField(text: string): boolean;
  /** Splits the text of a list, as it travels. */
  splitSizes(text: string): string[];
  splitColours(text: string): string[];
  isDeclared(name: string): boolean;
  numberOf(text: string): number | undefined;
  isAuthorized(call: Call, known: { token: string; session: string }): boolean;
  needsCredentials(operation: OperationId): boolean;
  isJson(type: string): boolean;
  isUrlencoded(type: string): boolean;
  readJson(bytes: Buffer): { value: unknown } | undefined;
  totalOf(items: Order["items"]): number;
  etagOf(order: Order): string;
  newId(serial: number): string;
  changed(order: Order, change: Shape): Order;
  cancelled(orders: Map<string, Order>, id: string): void;
  view(order: Order, total: number): Shape;
  before(call: Call): Answer | undefined;
  after(answer: Answer, outcome: Outcome): Answer;
}

const { isInteger, isList, isNumber, isOneOf, isText, matches } = values;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]\d+)?$/;
const INT32_MAX = 2_147_483_647;

/** The rules of the document. */
export const REFERENCE_RULES: Rules = {
  isOrderId: (text) => /^ord_[0-9a-z]{12}$/.test(text),
  has: (value, names) => names.every((name) => Object.hasOwn(value, name)),
  hasOnly: (value, names) => Object.keys(value).every((name) => names.includes(name)),
  kindOf: ({ kind }) => kind,
  isName: (value) => isText(value, { min: 1, max: 80 }),
  isBirthday: (value) => value === null || (typeof value === "string" && isDate(value)),
  isEmail: (value) => typeof value === "string" && isEmail(value),
  isVat: (value) => matches(value, /^[A-Z]{2}\d{8,12}$/),
  isEmployees: (value) => isInteger(value, { min: 1, max: INT32_MAX }),
  isItems: (value, isItem) => isList(value, { min: 1, max: 20 }, isItem),
  isSku: (value) => matches(value, /^[A-Z]{3}-\d{4}$/),
  isQuantity: (value) => isInteger(value, { min: 1, max: 999 }),
  isPrice: (value) => isNumber(value, { max: 10_000 }) && value > 0 && values.isCents(value),
  isDiscount: (value) => isOneOf(value, [0, 5, 10, 25, null]),
  isExtras: (value) =>
    isList(value, { max: 4 }, (item) => isOneOf(item, ["gift-wrap", "engraving", "insurance", "express"])) &&
    values.areDistinct(value),
  isStreet: (value) => isText(value, { min: 1 }),
  isCity: (value) => isText(value, { min: 1, max: 60 }),
  isCountry: (value) => matches(value, /^[A-Z]{2}$/),
  isPhone: (value) => matches(value, /^\+\d{6,15}$/),
  needsPhone: ({ express }) => express === true,
  isPlace: (value) =>
    isList(value, { max: 2 }, () => true) &&
    isNumber(value[0], { min: -90, max: 90 }) &&
    isNumber(value[1], { min: -180, max: 180 }),
  isCurrency: (value) => isOneOf(value, ["EUR", "USD", "CHF"]),
  isNote: (value) => value === null || isText(value, { max: 200 }),
  isBoolean: (value) => typeof value === "boolean",
  isGiftMessage: (value) => isText(value, { min: 1, max: 100 }),
  needsGift: ({ giftMessage }) => giftMessage !== undefined,
  isLabels(value) {
    if (!isList(value, {}, (item) => typeof item === "string")) return false;
    const main = value.filter((item) => matches(item, /^main:/));
    return main.length >= 1 && main.length <= 2;
  },
  isAttributes: (value) =>
    values.isObject(value) &&
    Object.keys(value).length <= 5 &&
    Object.entries(value).every(([name, text]) => /^[a-z_]{1,20}$/.test(name) && isText(text, { max: 50 })),
  isPayer: (value) =>
    values.isObject(value) && (matches(value["card"], /^\d{16}$/) || isText(value["iban"], { min: 15, max: 34 })),
  isPassword: (value) => typeof value === "string" && value !== "password" && value !== "123456",
  isDeliverAt: (value) => typeof value === "string" && isTime(value),
  isChange: (value) => Object.keys(value).length >= 1,
  isStatus: (value) => isOneOf(value, ["confirmed", "cancelled"]),
  isRating: (value) => isInteger(value, { min: 0, max: 100 }) && value % 5 === 0,
  isAmount: (value) => isNumber(value, { max: 10_000 }) && value > 0 && values.isCents(value),
  isMethod: (value) => isOneOf(value, ["card", "invoice", "transfer"]),
  isReference: (value) => isText(value, { max: 35 }),
  isInstalments: (value) => isInteger(value, { min: 1, max: 12 }),
  isWords: (text) => isText(text, { min: 2, max: 40 }),
  isTags: (texts) =>
    isList(texts, { max: 3 }, (text) => isOneOf(text, ["new", "sale", "bio", "local"])) && values.areDistinct(texts),
  isSizes: (texts) => isList(texts, { max: 4 }, (text) => isInteger(numberOf(text as string), { min: 1, max: 60 })),
  isColours: (texts) => isList(texts, { max: 3 }, (text) => matches(text, /^[a-z]{3,10}$/)),
  isMinPrice: (text) => isNumber(numberOf(text), { min: 0 }),
  isMaxPrice: (text) => (numberOf(text) ?? Number.NaN) < 100_000,
  isLimit: (text) => isInteger(numberOf(text), { min: 1, max: 100 }),
  isFlag: (text) => text === "true" || text === "false",
  isCurrencyField: (text) => /^[A-Z]{3}$/.test(text),
  splitSizes: (text) => (text === "" ? [] : text.split(",")),
  splitColours: (text) => (text === "" ? [] : text.split(/\||%7C/i)),
  isDeclared: () => true,
  numberOf,
  isAuthorized({ headers }, { token, session }) {
    if (/^bearer (.+)/i.exec(headers.authorization ?? "")?.[1] === token) return true;
    return (headers.cookie ?? "").split("; ").includes(`session=${session}`);
  },
  needsCredentials: (operation) => operation !== "getHealth",
  isJson: (type) => type === "application/json",
  isUrlencoded: (type) => type === "application/x-www-form-urlencoded",
  readJson(bytes) {
    if (!isUtf8(bytes)) return undefined;
    try {
      return { value: JSON.parse(bytes.toString()) };
    } catch {
      return undefined;
    }
  },
  totalOf: (items) =>
    Math.round(items.reduce((sum, { quantity, price }) => sum + quantity * (price ?? 0) * 100, 0)) / 100,
  etagOf: ({ id, version }) => `"${id}.${version}"`,
  newId: (serial) => `ord_${serial.toString(36).padStart(12, "0")}`,
  changed: (order, change) => ({ ...order, ...change, version: order.version + 1 }),
  cancelled: (orders, id) => void orders.delete(id),
  view: ({ version: _, ...order }, total) => ({ ...order, total }),
  before: () => undefined,
  after: (answer) => answer,
};

/** A text as the number that JSON writes so; `undefined` for any other text. */
function numberOf(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}
