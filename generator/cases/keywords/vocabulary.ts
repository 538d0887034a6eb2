import type { Json } from "../../../spec/interchange/json.ts";
import { keywordNamed, vocabulary } from "../../../spec/vocabulary/vocabulary.ts";
import type { KeywordFamily } from "../candidate.ts";

/** The keywords of the vocabulary bring their own boundaries. */
export const ownVocabulary: KeywordFamily = {
  keywords: vocabulary.map(({ name }) => name),
  derive: ({ site, keyword, argument, place }) =>
    (keywordNamed(keyword)?.boundaries(argument as Json, site.types) ?? []).map(({ label, valid, value }) => ({
      keyword,
      place,
      what: label,
      valid,
      edits: [{ at: site.at, value }],
    })),
};
