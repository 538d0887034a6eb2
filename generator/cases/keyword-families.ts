import type { KeywordFamily } from "./candidate.ts";
import { conditions, negation } from "./keywords/conditions.ts";
import { contains } from "./keywords/contains.ts";
import { content } from "./keywords/content.ts";
import { dependent } from "./keywords/dependent.ts";
import { enumeration } from "./keywords/enumeration.ts";
import { examples } from "./keywords/examples.ts";
import { format } from "./keywords/format.ts";
import { items } from "./keywords/items.ts";
import { length } from "./keywords/length.ts";
import { memberCount } from "./keywords/member-count.ts";
import { furtherMembers, properties, required } from "./keywords/members.ts";
import { multipleOf } from "./keywords/multiple-of.ts";
import { patternProperties, propertyNames } from "./keywords/names.ts";
import { pattern } from "./keywords/pattern.ts";
import { range } from "./keywords/range.ts";
import { size } from "./keywords/size.ts";
import { type } from "./keywords/type.ts";
import { unions } from "./keywords/unions.ts";
import { uniqueItems } from "./keywords/unique-items.ts";
import { ownVocabulary } from "./keywords/vocabulary.ts";

const FAMILIES: readonly KeywordFamily[] = [
  type,
  enumeration,
  length,
  pattern,
  format,
  content,
  range,
  multipleOf,
  size,
  items,
  uniqueItems,
  contains,
  required,
  properties,
  furtherMembers,
  memberCount,
  propertyNames,
  patternProperties,
  dependent,
  unions,
  conditions,
  negation,
  examples,
  ownVocabulary,
];

/** The families that derive cases for a keyword; usually one, or none for a keyword that constrains nothing. */
export function keywordFamilies(keyword: string): KeywordFamily[] {
  return FAMILIES.filter(({ keywords }) => keywords.includes(keyword));
}
