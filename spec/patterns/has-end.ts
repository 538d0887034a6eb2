import { mapElements, parsePattern } from "./parse-pattern.ts";

/**
 * Whether a pattern says of all its texts where they end: it is anchored on both sides, and no part of it may be
 * repeated for ever. Of a pattern with alternatives at the top, the first and the last are looked at.
 *
 * @throws Error when the pattern is no regular expression
 */
export function hasEnd(pattern: string): boolean {
  if (!pattern.startsWith("^") || !/(?:^|[^\\])\$$/.test(pattern)) return false;
  let isEndless = false;
  mapElements(parsePattern(pattern), (element) => {
    if (element.type === "Quantifier" && element.max === Number.POSITIVE_INFINITY) isEndless = true;
    return undefined;
  });
  return !isEndless;
}
