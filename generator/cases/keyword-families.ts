import type { KeywordFamily } from "./candidate.ts";
import { dependent } from "./keywords/dependent.ts";
import { enumeration } from "./keywords/enumeration.ts";
import { format } from "./keywords/format.ts";
import { length } from "./keywords/length.ts";
import { additionalProperties, properties, required } from "./keywords/members.ts";
import { multipleOf } from "./keywords/multiple-of.ts";
import { pattern } from "./keywords/pattern.ts";
import { range } from "./keywords/range.ts";
import { size } from "./keywords/size.ts";
import { type } from "./keywords/type.ts";
import { ownVocabulary } from "./keywords/vocabulary.ts";

const FAMILIES: readonly KeywordFamily[] = [
  type,
  enumeration,
  length,
  pattern,
  format,
  range,
  multipleOf,
  size,
  required,
  properties,
  additionalProperties,
  dependent,
  ownVocabulary,
];

/** The families that derive cases for a keyword; usually one, or none for a keyword that constrains nothing. */
export function keywordFamilies(keyword: string): KeywordFamily[] {
  return FAMILIES.filter(({ keywords }) => keywords.includes(keyword));
}
