import type { WirePair } from "../../../../spec/interchange/case.ts";
import type { ParameterPlace } from "../../../../spec/interchange/contract.ts";
import { anyFresh } from "../../../../spec/interchange/fresh-text.ts";
import { encodeWire, type RenderedWire } from "../../../../spec/interchange/percent-encoding.ts";
import { render } from "../../../../spec/interchange/render.ts";

/** Longer values make URLs that common servers refuse before the contract counts. */
const LONGEST = 2_000;

/** Longer header fields are refused by those who read HTTP, before the contract counts. */
const LONGEST_FIELD = 7_000;

/** Whether the pairs of a parameter can travel in their place at all: header fields and URLs have limits of their own. */
export function canTravel(place: ParameterPlace, pairs: readonly WirePair[]): boolean {
  return pairs.every((pair) => {
    const { value } = render(pair as object, {
      now: 0,
      guard: 0,
      fresh: anyFresh,
    }) as unknown as WirePair;
    if (place === "header")
      return (
        typeof value === "string" &&
        value.length <= LONGEST_FIELD &&
        /^[\x20-\x7e]*$/.test(value) &&
        value === value.trim()
      );
    const text = encodeWire(value as RenderedWire);
    if (text.length > LONGEST) return false;
    // An empty segment, or one of dots alone, makes another path.
    return place !== "path" || !/^\.{0,2}$/.test(text);
  });
}
