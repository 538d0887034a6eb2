import { mediaTypeOf } from "../server/media-type.ts";
import { type Answer, type Call, jsonAnswer } from "../server/message.ts";
import { queryPairs } from "../server/query.ts";
import { isNewOrder, isOrderChange } from "./reference/bodies.ts";
import { isSearch } from "./reference/parameters.ts";
import type { OperationId, Order, Reason, Rules } from "./rules.ts";

/** What an operation works on. */
export interface Task {
  rules: Rules;
  orders: Map<string, Order>;
  call: Call;
  orderId: string;
  now: number;
  /** Whether anything is kept. A server that keeps nothing has a sample order of every id. */
  remembers: boolean;
  /** Another number each time. */
  serial(): number;
}

/** What an operation answers, or why it refuses. */
export type Operation = (task: Task) => Answer | Reason;

const PRODUCTS = [
  { sku: "MUG-0001", name: "Mug", price: 9.5, tags: ["new", "local"] },
  { sku: "PEN-0002", name: "Pen", price: 2.75, tags: ["sale"] },
];

/** The operations by id. */
export const OPERATIONS: Record<OperationId, Operation> = {
  getHealth: () => jsonAnswer(200, { status: "open" }),

  listProducts({ rules, call }) {
    const currency = call.headers["x-currency"];
    if (!isSearch(call.query, rules)) return "invalid";
    if (typeof currency === "string" && !rules.isCurrencyField(currency)) return "invalid";
    return jsonAnswer(200, { products: PRODUCTS }, { "X-Total-Count": String(PRODUCTS.length) });
  },

  createOrder(task) {
    const { rules, orders, remembers, serial, now } = task;
    const body = jsonOf(task);
    if (typeof body === "string") return body;
    const { value } = body;
    if (!isNewOrder(value, rules)) return "invalid";
    const { items, currency, note = null } = value as Pick<Order, "items" | "currency" | "note">;
    const createdAt = new Date(now).toISOString();
    const order: Order = { id: rules.newId(serial()), status: "new", currency, note, items, createdAt, version: 1 };
    if (remembers) orders.set(order.id, order);
    const answer = orderAnswer(order, rules, 201);
    answer.headers["Location"] = `/orders/${order.id}`;
    return answer;
  },

  getOrder(task) {
    const order = orderOf(task);
    return order ? orderAnswer(order, task.rules, 200) : "missing";
  },

  changeOrder(task) {
    const { rules, orders, remembers } = task;
    const body = jsonOf(task);
    if (typeof body === "string") return body;
    if (!isOrderChange(body.value, rules)) return "invalid";
    const order = orderOf(task);
    if (!order) return "missing";
    const changed = rules.changed(order, body.value);
    if (remembers) orders.set(order.id, changed);
    return orderAnswer(changed, rules, 200);
  },

  cancelOrder(task) {
    if (!orderOf(task)) return "missing";
    task.rules.cancelled(task.orders, task.orderId);
    return { status: 204, headers: {} };
  },

  payOrder(task) {
    const { rules, call, orderId } = task;
    if (!rules.isUrlencoded(typeOf(call))) return "media-type";
    const pairs = queryPairs(call.bytes.toString());
    if (!pairs) return "invalid";
    const form = new Map(pairs);
    const given = (name: string) => form.get(name);
    const names = ["amount", "method", "reference", "instalments"];
    if (names.some((name) => pairs.filter((pair) => pair[0] === name).length > 1)) return "invalid";
    const amount = rules.numberOf(given("amount") ?? "");
    const isGood =
      rules.has(Object.fromEntries(form), ["amount", "method"], "payment") &&
      (!form.has("amount") || rules.isAmount(amount)) &&
      (!form.has("method") || rules.isMethod(given("method"))) &&
      (!form.has("reference") || rules.isReference(given("reference"))) &&
      (!form.has("instalments") || rules.isInstalments(rules.numberOf(given("instalments") ?? "")));
    if (!isGood) return "invalid";
    if (!orderOf(task)) return "missing";
    return jsonAnswer(201, { orderId, amount, method: given("method") });
  },
};

function typeOf({ headers }: Call): string {
  return mediaTypeOf(headers["content-type"] ?? "");
}

function jsonOf({ rules, call }: Task): { value: unknown } | Reason {
  if (!rules.isJson(typeOf(call))) return "media-type";
  return rules.readJson(call.bytes) ?? "malformed";
}

function orderOf({ orders, orderId, remembers, now }: Task): Order | undefined {
  if (remembers) return orders.get(orderId);
  return {
    ...{
      id: orderId,
      status: "new",
      currency: "EUR",
      note: null,
      items: [{ sku: "MUG-0001", quantity: 1, price: 9.5 }],
    },
    ...{ createdAt: new Date(now).toISOString(), version: 1 },
  };
}

function orderAnswer(order: Order, rules: Rules, status: number): Answer {
  return jsonAnswer(status, rules.view(order, rules.totalOf(order.items)), { ETag: rules.etagOf(order) });
}
