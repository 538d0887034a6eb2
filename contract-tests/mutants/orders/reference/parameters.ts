import { unescaped } from "../../server/query.ts";
import type { Rules } from "../rules.ts";

/** Whether the query of a search keeps the rules. */
export function isSearch(query: string, rules: Rules): boolean {
  const raw = rawPairs(query);
  if (!raw.every(([name]) => rules.isDeclared(name))) return false;
  const texts = (name: string) => raw.filter((pair) => pair[0] === name).map((pair) => pair[1]);
  const single = (name: string, isGood: (text: string) => boolean) =>
    texts(name).every((text) => isGood(decoded(text) ?? ""));
  const list = (name: string, split: (text: string) => string[], isGood: (items: string[]) => boolean) =>
    texts(name).every((text) => isGood(split(text).map((item) => decoded(item) ?? "")));
  const tags = texts("tag").map((text) => decoded(text) ?? "");
  return (
    single("q", rules.isWords) &&
    rules.isTags(tags) &&
    list("sizes", rules.splitSizes, rules.isSizes) &&
    list("colours", rules.splitColours, rules.isColours) &&
    single("price[min]", rules.isMinPrice) &&
    single("price[max]", rules.isMaxPrice) &&
    raw.every(
      ([name]) => !name.startsWith("price[") || rules.hasOnly({ [name]: "" }, ["price[min]", "price[max]"], "price"),
    ) &&
    single("limit", rules.isLimit) &&
    single("inStock", rules.isFlag)
  );
}

/** The pairs of a query: their names decoded if they can be, their values as they travel. */
function rawPairs(query: string): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (const piece of query.split("&")) {
    const [name = "", ...value] = piece.split("=");
    pairs.push([decoded(name) ?? name, value.join("=")]);
  }
  return pairs;
}

function decoded(text: string): string | undefined {
  return unescaped(text.replaceAll("+", " "));
}
