import type { JsonTemplate, Text } from "../../spec/interchange/expression.ts";
import type { JsonPointer } from "../../spec/interchange/json.ts";
import type { Site } from "./site.ts";

/** One change to an instance. */
export type Edit =
  | { at: string[]; value: JsonTemplate }
  /** What travels as text, as it travels: `yes` for a boolean part. Only where values travel as text. */
  | { at: string[]; text: Text }
  | { at: string[]; remove: true };

/** A case that has not been proved yet. */
export interface Candidate {
  keyword: string;
  /** Where the keyword stands in the site's schema part. */
  place: JsonPointer;
  /** What is special about it, for the case's name: `1025 astral characters`. */
  what: string;
  /** Whether it should be accepted; `either` when only the schema can tell. */
  valid: boolean | "either";
  edits: Edit[];
  /** Found by searching: when it proves nothing it is dropped without a word. */
  isSearch?: boolean;
}

/** Derives the candidates of one keyword family. */
export interface KeywordFamily {
  /** The keywords that it derives cases for. */
  keywords: readonly string[];
  derive(context: KeywordContext): Candidate[];
}

/** One occurrence of a keyword. */
export interface KeywordContext {
  site: Site;
  keyword: string;
  /** Its argument in the document. */
  argument: unknown;
  /** Where it stands in the site's schema part. */
  place: JsonPointer;
  /** Whether the instance travels as text by itself: a parameter or a form field. */
  isText: boolean;
  /** A valid instance of a site. */
  sample(site: Site): JsonTemplate | undefined;
}
