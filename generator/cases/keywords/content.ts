import { contentTexts, describesContent, doubtfulTexts } from "../../../spec/vocabulary/content.ts";
import type { Candidate, KeywordContext, KeywordFamily } from "../candidate.ts";
import { printable } from "./date-time.ts";

/**
 * contentEncoding, contentMediaType: texts that are such content, which is taken; and texts that are not, which a
 * server may take or refuse, as both are annotations (JSON Schema Validation 2020-12, section 8.1).
 */
export const content: KeywordFamily = {
  keywords: ["contentEncoding", "contentMediaType"],
  derive({ site, keyword, schema, place }: KeywordContext): Candidate[] {
    // What both say is the encoding's to tell.
    const isTold = keyword === "contentMediaType" && schema["contentEncoding"] !== undefined;
    if (isTold || !describesContent(schema) || !site.types.has("string")) return [];
    const of = (text: string): Candidate => ({
      keyword,
      place,
      what: printable(text),
      valid: "either",
      edits: [{ at: site.at, value: text }],
    });
    return [
      ...contentTexts(schema).map((text) => ({ ...of(text), valid: true, isSearch: true })),
      ...doubtfulTexts(schema).map((text) => ({ ...of(text), isOpen: true, isSearch: true })),
    ];
  },
};
