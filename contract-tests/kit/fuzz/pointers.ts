import type { Case } from "../../../spec/interchange/case.ts";
import { tokensOf } from "../../../spec/interchange/pointer.ts";
import type { RequestSpace } from "./request/request-space.ts";

/** Finds where the document speaks of a keyword at a place of the request, such as `body/id`; any item stands for all. */
export type PointerOf = (place: string, keyword: string) => string | undefined;

/** What the derived cases of an operation know: their names tell the place and the keyword, and they have the pointer. */
export function pointersOf(
  cases: readonly Case[],
  { operation, media }: Pick<RequestSpace, "operation" | "media">,
): PointerOf {
  const known = new Map<string, string>();
  for (const { name, tests } of cases) {
    const [id, ...rest] = name.split("/");
    const at = rest.indexOf(tests.keyword);
    if (id !== operation.id || at < 0) continue;
    const key = keyOf(rest.slice(0, at), tests.keyword);
    if (!known.has(key)) known.set(key, tests.pointer);
  }
  return (place, keyword) => {
    const steps = tokensOf(`/${place}`).map(encodeURIComponent);
    const parameter = operation.parameters.find(
      ({ name, in: where }) => where === steps[0] && name.toLowerCase() === steps[1]?.toLowerCase(),
    );
    const nearby = steps[0] === "body" ? (media?.pointer ?? operation.body?.pointer) : parameter?.pointer;
    return known.get(keyOf(steps, keyword)) ?? nearby;
  };
}

function keyOf(steps: readonly string[], keyword: string): string {
  return [...steps.map((step) => (/^\d+$/.test(step) ? "0" : step)), keyword].join("/");
}
