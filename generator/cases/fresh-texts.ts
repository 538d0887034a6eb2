import type { FreshSegment, Segment, TextExpression } from "../../spec/interchange/expression.ts";
import type { FreshAlphabet } from "../../spec/interchange/fresh-alphabet.ts";

/** Fresh texts are so long, where there is room; with fewer than the last, two runs may meet. */
const LENGTHS = [12, 8, 6] as const;
const [MOST, USUAL, LEAST] = LENGTHS;

/** The largest alphabets first. */
const ALPHABETS: readonly FreshAlphabet[] = ["alphanumeric", "hex", "lower", "upper", "digits"];

/** A text that is made fresh. */
export interface KnownText {
  text: string;
  format: string | undefined;
  /** Whether the author of the document gave it: it is kept as far as it can be. */
  isGiven: boolean;
}

/** Fresh texts in place of one, the likeliest first; whether its schema takes them is for others to say. */
export function* freshTexts({ text, format, isGiven }: KnownText): Generator<TextExpression> {
  switch (format) {
    case "email":
    case "idn-email":
      for (const alphabet of ["alphanumeric", "lower"] as const)
        yield joined("", fresh(MOST, alphabet), text.slice(text.indexOf("@")));
      return;
    case "uuid":
      yield joined("", fresh(8, "hex"), text.slice(8));
      return;
    case "uri":
    case "iri":
    case "uri-reference":
    case "iri-reference":
      if (!isGiven && /^[^?#]*\/[^?#]*$/.test(text)) yield joined(text.replace(/\/?$/, "/"), fresh(MOST), "");
      return;
    case undefined:
      for (const way of isGiven ? [behind, within, whole] : [whole, within, behind]) yield* way(text);
  }
}

function* whole(): Generator<TextExpression> {
  for (const alphabet of ALPHABETS) for (const length of LENGTHS) yield joined("", fresh(length, alphabet), "");
}

/** The text with fresh characters behind it. */
function* behind(text: string): Generator<TextExpression> {
  for (const alphabet of ["alphanumeric", "lower", "digits"] as const) yield joined(text, fresh(USUAL, alphabet), "");
}

/** The text with fresh characters in place of letters and digits in it, the last ones first. */
function* within(text: string): Generator<TextExpression> {
  const runs = [...text.matchAll(/[0-9A-Za-z]+/g)].filter(([run]) => run.length >= LEAST);
  for (const { 0: run, index } of runs.toReversed()) {
    const length = Math.min(run.length, MOST);
    const end = index + run.length;
    for (const alphabet of ALPHABETS)
      yield joined(text.slice(0, end - length), fresh(length, alphabet), text.slice(end));
  }
}

function fresh(length: number, of: FreshAlphabet = "alphanumeric"): FreshSegment {
  return of === "alphanumeric" ? { fresh: length } : { fresh: length, of };
}

function joined(...segments: Segment[]): TextExpression {
  return { $text: segments.filter((segment) => segment !== "") };
}
