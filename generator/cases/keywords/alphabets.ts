import type { Segment, Text } from "../../../spec/interchange/expression.ts";

/** Characters that programs count differently from code points. */
export interface Alphabet {
  name: string;
  /** What stands before and behind the repeated unit. */
  before?: string;
  unit: string;
  after?: string;
}

/** What everyone counts alike. */
export const ASCII: Alphabet = { name: "ASCII", unit: "a" };

/** What some count as more: as bytes, as UTF-16 units, after escaping, with line breaks in their form. */
export const COUNTED_AS_MORE: readonly Alphabet[] = [
  { name: "two-byte", unit: "é" },
  { name: "three-byte", unit: "中" },
  { name: "astral", unit: "😀" },
  { name: "ASCII and one astral", before: "😀", unit: "a" },
  { name: "line feed", before: "a", unit: "\n", after: "a" },
  { name: "escaped", unit: "\"&'<" },
];

/** What some count as less: as grapheme clusters, composed, decoded, trimmed, with line breaks in their form. */
export const COUNTED_AS_LESS: readonly Alphabet[] = [
  { name: "combining", unit: "e\u0301" },
  { name: "percent-encoded", unit: "%41" },
  { name: "ASCII between blanks", before: " ", unit: "a", after: " " },
  { name: "CR LF", before: "a", unit: "\r\n", after: "a" },
];

/** What some take for nothing at all. */
export const BLANKS: Alphabet = { name: "blank", unit: " " };

/** How many characters of a long text are fresh. */
const FRESH = 12;

/** A text of so many code points; a fresh one, when it is long enough, no server has seen before. */
export function textOf({ before = "", unit, after = "" }: Alphabet, length: number, isFresh: boolean): Text {
  const size = (text: string) => [...text].length;
  const around = size(before) + size(after);
  if (length < around + 1) return "a".repeat(length);
  const fresh = isFresh && length >= around + FRESH + 4 ? FRESH : 0;
  const room = length - around - fresh;
  const times = Math.floor(room / size(unit));
  const rest = "a".repeat(room - times * size(unit));
  const segments: (Segment | false)[] = [
    before !== "" && before,
    fresh > 0 && { fresh },
    times > 0 && (times === 1 ? unit : { repeat: unit, times }),
    rest + after !== "" && rest + after,
  ];
  return { $text: segments.filter((segment) => segment !== false) };
}
