import { listen, type ReferenceServer } from "../server/listen.ts";
import type { Answer, Call } from "../server/message.ts";
import { unescaped } from "../server/query.ts";
import { type RouteTemplate, routeOf } from "../server/route.ts";
import { OPERATIONS } from "./operations.ts";
import { problem } from "./reference/answers.ts";
import { type OperationId, type Order, REFERENCE_RULES, type Reason, type Rules } from "./rules.ts";

/** How to start {@link ordersServer}. */
export interface OrdersOptions {
  credentials: { token: string; session: string };
  /** The clock, in epoch milliseconds. */
  now: () => number;
  /** Whether anything is kept. A server that keeps nothing has a sample order of every id. */
  remembers: boolean;
  rules?: Partial<Rules>;
}

const TEMPLATES: RouteTemplate<OperationId>[] = [
  { id: "getHealth", method: "GET", path: "/health" },
  { id: "listProducts", method: "GET", path: "/products" },
  { id: "createOrder", method: "POST", path: "/orders" },
  { id: "getOrder", method: "GET", path: "/orders/{orderId}" },
  { id: "changeOrder", method: "PATCH", path: "/orders/{orderId}" },
  { id: "cancelOrder", method: "DELETE", path: "/orders/{orderId}" },
  { id: "payOrder", method: "POST", path: "/orders/{orderId}/payments" },
];

/** Starts a server that keeps `spec/orders.yaml`, but for the rules that are given. */
export function ordersServer(options: OrdersOptions): Promise<ReferenceServer> {
  const { credentials, now, remembers } = options;
  const rules: Rules = { ...REFERENCE_RULES, ...options.rules };
  const orders = new Map<string, Order>();
  let count = 0;

  function handle(call: Call): Answer {
    const early = rules.before(call);
    if (early) return early;
    const route = routeOf(TEMPLATES, call.method, call.path);
    if (route.found === "path") {
      const answer = problem("method");
      answer.headers["Allow"] = route.methods.join(", ");
      return rules.after(answer, { call, reason: "method" });
    }
    const outcome = perform(route.id, route.segments["orderId"], call);
    if (typeof outcome !== "string") return rules.after(outcome, { operation: route.id, call });
    return rules.after(problem(outcome), { operation: route.id, reason: outcome, call });
  }

  function perform(id: OperationId, segment: string | undefined, call: Call): Answer | Reason {
    if (rules.needsCredentials(id) && !rules.isAuthorized(call, credentials)) return "credentials";
    const orderId = unescaped(segment ?? "") ?? "";
    if (segment !== undefined && !rules.isOrderId(orderId)) return "invalid";
    return OPERATIONS[id]({ rules, orders, call, orderId, now: now(), remembers, serial: () => ++count });
  }

  return listen(handle, now);
}
