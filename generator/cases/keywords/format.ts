import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { typeOf } from "../../../spec/interchange/schema-types.ts";
import { isWrittenExactly } from "../../../spec/numbers/decimal.ts";
import { spread } from "../../../spec/patterns/spread.ts";
import { formatCorpora } from "../../../spec/vocabulary/format-corpora.ts";
import { type FormatName, formatTypes, isFormatName } from "../../../spec/vocabulary/format-table.ts";
import type { Candidate, KeywordContext, KeywordFamily, LeftOut } from "../candidate.ts";
import type { Site } from "../site.ts";
import { dateTimeTexts, printable } from "./date-time.ts";

const MAX_SOUND = 20;
const MAX_UNSOUND = 40;

/** format: sound values in the shapes that a format allows, and near misses that lenient parsers take. */
export const format: KeywordFamily = {
  keywords: ["format"],
  derive(context) {
    const name = String(context.argument);
    if (!isFormatName(name) || !appliesTo(name, context.site)) return [];
    if (name === "date-time") {
      return dateTimeTexts(context.site).map(({ what, value, valid }) => candidate(context, what, value, valid));
    }
    const { valid = [], invalid = [], oversized = [], differs = {} } = formatCorpora[name] ?? {};
    // Of what sound libraries take for unsound, no server should have to be convinced.
    const doubtful = new Set(Object.values(differs).flat());
    const isOfType = (value: string | number) => isJson(value) && context.site.types.has(typeOf(value));
    const isSent = (value: string | number) => typeof value === "string" || isWrittenExactly(value);
    const sound = valid.filter((value) => !doubtful.has(value) && isOfType(value) && isSent(value));
    const unsound = invalid.filter(isOfType);
    return [
      ...(formatTypes[name] === "string" || unsound.length > 0 ? [] : [unbounded(context)]),
      ...spread(sound, MAX_SOUND).map((value) => candidate(context, printable(value), value, true)),
      ...spread(unsound, MAX_UNSOUND).map((value) => ({
        ...candidate(context, printable(value), value, false),
        // By the grammar that the format names, it is sound.
        ...(oversized.some((other) => other === value) && { isOpen: true }),
      })),
      ...thinned(context, "sound values", sound.length, MAX_SOUND),
      ...thinned(context, "near misses", unsound.length, MAX_UNSOUND),
    ];
  },
};

/** What is said of a format of numbers that takes all of them, as they are read by those who check them. */
function unbounded({ keyword, place, argument }: KeywordContext): LeftOut {
  const reason = `every number that fits into a double is of the format ${argument}: none is refused`;
  return { keyword, place, what: "numbers out of its range", reason };
}

function thinned({ keyword, place }: KeywordContext, what: string, count: number, limit: number): LeftOut[] {
  if (count <= limit) return [];
  const reason = `left out: ${limit} are sent, chosen evenly from those that are known of this format`;
  return [{ keyword, place, what: `${count - limit} of ${count} ${what}`, reason }];
}

function appliesTo(name: FormatName, { types }: Site): boolean {
  return formatTypes[name] === "string" ? types.has("string") : types.has("integer");
}

/** Neither an infinity, a zero below zero, nor half a surrogate pair can travel as JSON. */
function isJson(value: string | number): boolean {
  return typeof value === "string" ? value.isWellFormed() : Number.isFinite(value) && !Object.is(value, -0);
}

function candidate(
  { keyword, place, site }: KeywordContext,
  what: string,
  value: JsonTemplate,
  valid: boolean,
): Candidate {
  // Beside other constraints, a sound value may be none of theirs.
  const isBound = site.nodes.some(({ schema }) => CONSTRAINTS.some((other) => schema[other] !== undefined));
  return { keyword, place, what, valid, edits: [{ at: site.at, value }], ...(isBound && { isSearch: true }) };
}

const CONSTRAINTS = [
  ...["minLength", "maxLength", "pattern", "enum", "const", "not"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "anyOf", "oneOf"],
];
