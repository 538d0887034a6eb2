import { splitPairs } from "../../../spec/interchange/decode-urlencoded.ts";

/** A request target (RFC 9112, section 3.2), nothing decoded. */
export interface Target {
  path: string;
  /** Pairs in order; a name without `=` has an empty value. */
  query: { name: string; value: string }[];
}

/** Splits a request target; of one in absolute form, the authority is left out. */
export function parseTarget(target: string): Target {
  const origin = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "").replace(/#.*$/s, "");
  const mark = origin.indexOf("?");
  const path = mark < 0 ? origin : origin.slice(0, mark);
  return { path: path === "" ? "/" : path, query: mark < 0 ? [] : splitPairs(origin.slice(mark + 1)) };
}
