import { unescaped } from "../../server/query.ts";
import type { Rules } from "../rules.ts";

/** Whether the query of a search keeps the rules. */
export function isSearch(query: string, rules: Rules): boolean {
  const raw = rawPairs(query);
  if (!raw?.every(([name]) => rules.isDeclared(name))) return false;
  const texts = (name: string) => raw.filter((pair) => pair[0] === name).map((pair) => pair[1]);
  const single = (name: string, isGood: (text: string) => boolean) => {
    const given = texts(name);
    const text = given[0] === undefined ? undefined : decoded(given[0]);
    return given.length === 0 || (given.length === 1 && text !== undefined && isGood(text));
  };
  const list = (name: string, split: (text: string) => string[], isGood: (items: string[]) => boolean) => {
    const given = texts(name);
    const items = split(given[0] ?? "").map(decoded);
    return given.length === 0 || (given.length === 1 && items.every((item) => item !== undefined) && isGood(items));
  };
  const tags = texts("tag").map(decoded);
  return (
    single("q", rules.isWords) &&
    (tags.length === 0 || (tags.every((tag) => tag !== undefined) && rules.isTags(tags))) &&
    list("sizes", rules.splitSizes, rules.isSizes) &&
    list("colours", rules.splitColours, rules.isColours) &&
    single("price[min]", rules.isMinPrice) &&
    single("price[max]", rules.isMaxPrice) &&
    raw.every(
      ([name]) => !name.startsWith("price[") || rules.hasOnly({ [name]: 1 }, ["price[min]", "price[max]"], "price"),
    ) &&
    single("limit", rules.isLimit) &&
    single("inStock", rules.isFlag)
  );
}

/** The pairs of a query, their names decoded, their values as they travel. */
function rawPairs(query: string): [name: string, value: string][] | undefined {
  const pairs: [string, string][] = [];
  for (const piece of query.split("&")) {
    if (piece === "") continue;
    const mark = piece.indexOf("=");
    const name = decoded(mark < 0 ? piece : piece.slice(0, mark));
    if (name === undefined) return undefined;
    pairs.push([name, mark < 0 ? "" : piece.slice(mark + 1)]);
  }
  return pairs;
}

function decoded(text: string): string | undefined {
  return unescaped(text.replaceAll("+", " "));
}
