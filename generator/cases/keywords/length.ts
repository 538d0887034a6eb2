import type { Segment, Text } from "../../../spec/interchange/expression.ts";
import type { Candidate, KeywordFamily } from "../candidate.ts";

interface Alphabet {
  name: string;
  /** Text repeated; `points` code points long. */
  unit: string;
  points: number;
}

/** The ways to count wrongly: bytes, UTF-16 units and grapheme clusters all differ from code points somewhere. */
const ALPHABETS: Alphabet[] = [
  { name: "ASCII", unit: "a", points: 1 },
  { name: "two-byte", unit: "é", points: 1 },
  { name: "three-byte", unit: "中", points: 1 },
  { name: "astral", unit: "😀", points: 1 },
  // Whoever decodes it takes it for something shorter.
  { name: "percent-encoded", unit: "%41", points: 3 },
  { name: "combining", unit: "e\u0301", points: 2 },
];

/** Longer texts than this are not sent. */
const MAX_LENGTH = 1_000_000;

/** minLength and maxLength, counted in code points (JSON Schema validation 2020-12, section 6.3). */
export const length: KeywordFamily = {
  keywords: ["minLength", "maxLength"],
  derive({ site, keyword, argument, place }) {
    const limit = Number(argument);
    if (limit > MAX_LENGTH) return [];
    const inside = keyword === "maxLength" ? [limit, limit - 1] : [limit, limit + 1];
    const outside = keyword === "maxLength" ? limit + 1 : limit - 1;
    const of = (alphabet: Alphabet, points: number, valid: boolean): Candidate => ({
      keyword,
      place,
      what: `${points} ${alphabet.name} characters`,
      valid,
      edits: [{ at: site.at, value: textOf(alphabet, points, valid) }],
    });
    const at = ALPHABETS.map((alphabet) => of(alphabet, inside[0] ?? 0, true));
    const next = ALPHABETS.slice(0, 1).map((alphabet) => of(alphabet, inside[1] ?? 0, true));
    const beyond = (outside > 0 ? ALPHABETS : ALPHABETS.slice(0, 1)).map((alphabet) => of(alphabet, outside, false));
    return [...at, ...next, ...beyond].filter(({ what }) => !what.startsWith("-"));
  },
};

/** A text of so many code points; a valid long one is fresh, so that no server has seen it before. */
function textOf({ unit, points }: Alphabet, length: number, isFresh: boolean): Text {
  const segments: Segment[] = [];
  let left = length;
  if (isFresh && left >= 16) {
    segments.push({ fresh: 12 });
    left -= 12;
  }
  const times = Math.floor(left / points);
  if (times > 0) segments.push(times === 1 ? unit : { repeat: unit, times });
  if (times * points < left) segments.push("a".repeat(left - times * points));
  return segments.length === 0 ? "" : { $text: segments };
}
