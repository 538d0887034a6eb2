import type { Json } from "../../../spec/interchange/json.ts";
import type { Candidate, KeywordContext, KeywordFamily } from "../candidate.ts";
import { withoutReadOnly } from "../sample/without-read-only.ts";

/** examples, default: each is a valid value, or the document contradicts itself. */
export const examples: KeywordFamily = {
  keywords: ["examples", "default"],
  derive({ site, keyword, argument, place }: KeywordContext): Candidate[] {
    const values = keyword === "default" ? [argument] : Array.isArray(argument) ? argument : [];
    return values.map((value, index) => ({
      keyword,
      place,
      what: keyword === "default" ? "its value" : `${index + 1} of ${values.length}`,
      valid: true,
      edits: [{ at: site.at, value: withoutReadOnly(value as Json, site) }],
    }));
  },
};
