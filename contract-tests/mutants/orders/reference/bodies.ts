import type { Rules } from "../rules.ts";
import { isObject } from "./values.ts";

type Shape = Record<string, unknown>;

/** Whether a value is a NewOrder. */
export function isNewOrder(value: unknown, rules: Rules): value is Shape {
  if (!isObject(value) || !rules.has(value, ["customer", "items", "currency"], "NewOrder")) return false;
  if (rules.needsGift(value) && !rules.has(value, ["gift"], "giftMessage")) return false;
  return keeps(value, {
    customer: (customer) => isCustomer(customer, rules),
    items: (items) => rules.isItems(items, (item) => isItem(item, rules)),
    currency: rules.isCurrency,
    shipping: (shipping) => isShipping(shipping, rules),
    place: rules.isPlace,
    note: rules.isNote,
    gift: rules.isBoolean,
    giftMessage: rules.isGiftMessage,
    labels: rules.isLabels,
    attributes: rules.isAttributes,
    payer: rules.isPayer,
    password: rules.isPassword,
    deliverAt: rules.isDeliverAt,
  });
}

/** Whether a value is an OrderChange. */
export function isOrderChange(value: unknown, rules: Rules): value is Shape {
  if (!isObject(value) || !rules.isChange(value)) return false;
  if (!rules.hasOnly(value, ["note", "status", "rating"], "OrderChange")) return false;
  return keeps(value, { note: rules.isNote, status: rules.isStatus, rating: rules.isRating });
}

function isCustomer(value: unknown, rules: Rules): boolean {
  if (!isObject(value)) return false;
  const kind = rules.kindOf(value);
  if (kind === "person") {
    const members = { name: rules.isName, birthday: rules.isBirthday, email: rules.isEmail };
    return rules.has(value, ["name"], "Person") && keeps(value, members);
  }
  if (kind === "company") {
    return rules.has(value, ["vat"], "Company") && keeps(value, { vat: rules.isVat, employees: rules.isEmployees });
  }
  return false;
}

function isItem(value: unknown, rules: Rules): boolean {
  if (!isObject(value) || !rules.has(value, ["sku", "quantity"], "Item")) return false;
  const { isSku: sku, isQuantity: quantity, isPrice: price, isDiscount: discount, isExtras: extras } = rules;
  const members = { sku, quantity, price, discount, extras };
  return rules.hasOnly(value, Object.keys(members), "Item") && keeps(value, members);
}

function isShipping(value: unknown, rules: Rules): boolean {
  if (!isObject(value) || !rules.has(value, ["street", "city", "country"], "Address")) return false;
  if (rules.needsPhone(value) && !rules.has(value, ["phone"], "express")) return false;
  const { isStreet: street, isCity: city, isCountry: country, isBoolean: express, isPhone: phone } = rules;
  const members = { street, city, country, express, phone };
  return rules.hasOnly(value, Object.keys(members), "Shipping") && keeps(value, members);
}

/** Whether every member that is there keeps its rule. */
function keeps(value: Shape, rules: Record<string, (value: unknown) => boolean>): boolean {
  return Object.entries(rules).every(([name, isGood]) => !Object.hasOwn(value, name) || isGood(value[name]));
}
