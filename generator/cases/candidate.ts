import type { JsonTemplate, Text } from "../../spec/interchange/expression.ts";
import type { JsonObject, JsonPointer } from "../../spec/interchange/json.ts";
import type { Discriminator } from "./discriminators.ts";
import type { Sampler } from "./sample/sampler.ts";
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
  /**
   * Whether a server reads it is open: it may refuse it for the keyword, or take it for the value that it
   * stands for, which is valid.
   */
  isOpen?: boolean;
  /** Found by searching: when it proves nothing it is counted, and not listed by itself. */
  isSearch?: boolean;
}

/** Something that was not made into candidates; it is listed as skipped. */
export interface LeftOut {
  keyword: string;
  place: JsonPointer;
  /** What would have been the case, or how many: `3 of 9 pairs of branches`. */
  what: string;
  reason: string;
}

/** What a family finds at a keyword. */
export type Finding = Candidate | LeftOut;

/** Derives the candidates of one keyword family. */
export interface KeywordFamily {
  /** The keywords that it derives cases for. */
  keywords: readonly string[];
  derive(context: KeywordContext): Finding[];
}

/** One occurrence of a keyword. */
export interface KeywordContext {
  site: Site;
  keyword: string;
  /** Its argument in the document. */
  argument: unknown;
  /** The schema object that it stands in. */
  schema: JsonObject;
  /** Where it stands in the site's schema part. */
  place: JsonPointer;
  /** Whether the instance travels as text by itself: a parameter or a form field. */
  isText: boolean;
  /** Whether its members travel as texts by themselves: the instance is a form, or all parameters of one place. */
  isForm: boolean;
  /** The instance that stands at the site before an edit; the site accepts it. */
  instance: JsonTemplate;
  /** Makes further instances of this site and others. */
  sampler: Sampler;
  /** A valid instance of a site. */
  sample(site: Site): JsonTemplate | undefined;
  /** The discriminator beside the keyword, if there is one. */
  discriminator?: Discriminator | undefined;
}
