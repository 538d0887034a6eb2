import type { Json } from "../../../spec/interchange/json.ts";
import { maxBytes } from "../../../spec/vocabulary/max-bytes.ts";
import { keywordNamed, vocabulary } from "../../../spec/vocabulary/vocabulary.ts";
import type { Candidate, KeywordContext, KeywordFamily } from "../candidate.ts";

/** Larger values are not sent, as longer texts are not. */
const MAX_BYTES = 1_000_000;

/** The keywords of the vocabulary bring their own boundaries. */
export const ownVocabulary: KeywordFamily = {
  keywords: vocabulary.map(({ name }) => name),
  derive(context) {
    const { site, keyword, argument, place } = context;
    if (keyword === maxBytes.name && Number(argument) > MAX_BYTES) {
      const reason = `left out: values of more than ${MAX_BYTES} bytes are not sent`;
      return [{ keyword, place, what: `${Number(argument)} bytes`, reason }];
    }
    const boundaries = keywordNamed(keyword)?.boundaries(argument as Json, site.types) ?? [];
    return [
      ...boundaries.map(({ label, valid, value }) => ({
        keyword,
        place,
        what: label,
        valid,
        edits: [{ at: site.at, value }],
      })),
      ...spacedJson(context),
    ];
  },
};

/** Blanks between the tokens of a JSON text are no part of the value, and do not count. */
function spacedJson({ site, keyword, argument, place, isText }: KeywordContext): Candidate[] {
  const room = Number(argument) - '{"key":""}'.length;
  if (keyword !== maxBytes.name || !isText || !site.types.has("object") || site.types.has("string") || room < 1)
    return [];
  const text = { $text: ['{ "key" :\n "', { repeat: "a", times: room }, '" }'] };
  const what = `${Number(argument)} bytes, and blanks between them`;
  return [{ keyword, place, what, valid: true, isSearch: true, edits: [{ at: site.at, text }] }];
}
