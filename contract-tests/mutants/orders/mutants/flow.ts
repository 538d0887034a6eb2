import type { Mutant, MutantGroup } from "../../mutant.ts";
import { REFERENCE_RULES, type Rules } from "../rules.ts";

const { totalOf, view, changed } = REFERENCE_RULES;

const flow = (name: string, what: string, steps: readonly string[], rules: Partial<Rules>): Mutant<Rules> => ({
  ...{ name, what, rules },
  breaks: steps.map((step) => `workflow/${step}/`),
});
const shows = (name: string, what: string, change: Record<string, unknown>) =>
  flow(name, what, ["life/create"], { view: (order, total) => ({ ...view(order, total), ...change }) });

/** Orders that do not live as they should. */
export const FLOW: MutantGroup<Rules> = {
  group: "flow",
  mutants: [
    flow("not changed", "forgets changes", ["life/change", "life/readAgain"], { changed: (order) => order }),
    flow("changes alone", "keeps nothing but the change", ["life/change"], {
      changed: (order, change) => changed({ ...order, status: "new", note: null }, change),
    }),
    flow("null ignored", "does not take a note away", ["life/clear"], {
      changed: (order, change) => changed(order, change["note"] === null ? {} : change),
    }),
    flow("same version", "does not count versions", ["life/change"], { etagOf: ({ id }) => `"${id}"` }),
    flow("version of the moment", "makes a version of every look", ["life/read"], {
      etagOf: ({ id }) => `"${id}.${performance.now()}"`,
    }),
    flow("not cancelled", "forgets to cancel", ["life/gone"], { cancelled: () => undefined }),
    flow("all cancelled", "cancels every order", ["apart/otherStays"], { cancelled: (orders) => orders.clear() }),
    flow("the same id", "gives every order the same id", ["apart/other"], { newId: () => "ord_000000000000" }),
    flow("total without quantities", "counts one of every thing", ["life/create"], {
      totalOf: (items) => totalOf(items.map((item) => ({ ...item, quantity: 1 }))),
    }),
    flow("total of the first", "counts the first thing alone", ["life/create"], {
      totalOf: (items) => totalOf(items.slice(0, 1)),
    }),
    flow("whole total", "rounds to whole amounts", ["life/create"], { totalOf: (items) => Math.round(totalOf(items)) }),
    flow("items lost", "shows one thing alone", ["life/create"], {
      view: (order, total) => view({ ...order, items: order.items.slice(0, 1) }, total),
    }),
    shows("currency fixed", "takes every currency for EUR", { currency: "EUR" }),
    shows("note lost", "does not show the note", { note: null }),
    shows("password shown", "shows the password", { password: "sesame" }),
    shows("confirmed at once", "confirms orders by itself", { status: "confirmed" }),
    flow("rating lost", "forgets the rating", ["life/change"], {
      changed: (order, { rating: _, ...change }) => changed(order, change),
    }),
  ],
};
