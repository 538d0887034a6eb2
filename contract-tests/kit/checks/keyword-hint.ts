const HINTS: Record<string, string> = {
  minLength: "Count Unicode code points: not UTF-16 units, bytes or what looks like one character.",
  maxLength: "Count Unicode code points: not UTF-16 units, bytes or what looks like one character.",
  pattern: "The pattern is an ECMAScript regular expression with the `u` flag; only its anchors tie it to the ends.",
  not: "What stands under `not` is refused, in every letter case and notation that it matches.",
  format: "Formats are asserted here; `date-time` is strict RFC 3339: `T`, a zone, offsets as ±hh:mm.",
  "x-formatMinimum":
    "The bound is inclusive, is measured from the moment of the check, and compares instants, not texts.",
  "x-formatMaximum":
    "The bound is inclusive, is measured from the moment of the check, and compares instants, not texts.",
  "x-maxBytes": "Count the bytes of the UTF-8 text, or of the value's JSON serialisation.",
  type: 'Convert nothing: in JSON `"1"` is no number. Only the texts of forms and parameters are read by their schema first.',
  dependentSchemas: "Judge the rule between members after the texts have been read as their types.",
  security: "Any one alternative of `security` suffices, and each needs all of its schemes.",
};

const OTHERWISE = {
  accepted:
    "The request keeps every rule of the document: loosen the server's check, or write its rule into the document.",
  rejected: "Check it before anything else is done with the request, or take the rule out of the document.",
};

/** How to mend a server that judges a keyword wrongly. */
export function keywordHint(keyword: string, outcome: "accepted" | "rejected"): string {
  return Object.hasOwn(HINTS, keyword) ? (HINTS[keyword] as string) : OTHERWISE[outcome];
}
