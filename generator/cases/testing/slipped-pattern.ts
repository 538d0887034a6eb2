import fc from "fast-check";

/** A pattern as it is written: a class or a literal, what stands in sequence, alternatives, a repetition. */
type Written =
  | { ranges: readonly (readonly [first: string, last: string])[] }
  | { sequence: readonly Written[] }
  | { either: readonly Written[] }
  | { repeated: Written; min: number; max: number };

/** A pattern, and what becomes of it by one mistake at one place. */
export interface SlippedPattern {
  right: string;
  wrong: string;
}

const CLASSES: readonly (readonly (readonly [string, string])[])[] = [
  [["0", "9"]],
  [["a", "z"]],
  [["A", "Z"]],
  [["1", "9"]],
  [["0", "5"]],
  [["a", "f"]],
  [
    ["0", "9"],
    ["a", "f"],
  ],
  [
    ["0", "9"],
    ["A", "Z"],
  ],
  [
    ["A", "H"],
    ["J", "N"],
    ["P", "Z"],
  ],
  [
    ["A", "Z"],
    ["a", "z"],
  ],
];

const characterClass = fc.constantFrom(...CLASSES).map((ranges): Written => ({ ranges }));
const literal = fc.constantFrom(..."0127aegzAEZ-_./:+# ").map((one): Written => ({ ranges: [[one, one]] }));
const bounds = fc.constantFrom<[number, number]>(
  ...([
    [0, 1],
    [0, Number.POSITIVE_INFINITY],
    [1, Number.POSITIVE_INFINITY],
    [2, 2],
    [3, 3],
    [1, 2],
    [0, 3],
    [2, 5],
  ] as [number, number][]),
);

/** Patterns with anchors on both sides, of the parts that those of APIs are made of. */
const written: fc.Arbitrary<Written> = fc.letrec<{ part: Written; whole: Written }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 1, withCrossShrink: true },
    { weight: 3, arbitrary: characterClass },
    { weight: 3, arbitrary: literal },
    {
      weight: 3,
      arbitrary: fc.tuple(tie("part"), bounds).map(([repeated, [min, max]]): Written => ({ repeated, min, max })),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(tie("whole"), { minLength: 2, maxLength: 3, depthIdentifier: "either" })
        .map((either): Written => ({ either })),
    },
  ),
  whole: fc
    .array(tie("part"), { minLength: 1, maxLength: 4, depthIdentifier: "sequence" })
    .map((sequence): Written => ({ sequence })),
})).whole;

/** A pattern and one mistake in it; whether the mistake matters, is not said. */
export const slippedPattern: fc.Arbitrary<SlippedPattern> = fc.tuple(written, fc.nat()).map(([right, which]) => {
  const wrongs = slips(right);
  return { right: `^${source(right)}$`, wrong: `^${source(wrongs[which % wrongs.length] as Written)}$` };
});

function source(part: Written): string {
  if ("ranges" in part) {
    const [[first, last] = ["", ""], ...others] = part.ranges;
    if (others.length === 0 && first === last) return escaped(first);
    return `[${part.ranges.map(([low, high]) => (low === high ? escaped(low) : `${escaped(low)}-${escaped(high)}`)).join("")}]`;
  }
  if ("sequence" in part) return part.sequence.map(source).join("");
  if ("either" in part) return `(?:${part.either.map(source).join("|")})`;
  const { repeated, min, max } = part;
  return `(?:${source(repeated)}){${min},${Number.isFinite(max) ? max : ""}}`;
}

function escaped(character: string): string {
  return /[0-9a-zA-Z]/.test(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** A pattern with one mistake in it: each that one makes. */
function slips(part: Written): Written[] {
  const anyTimes = (min: number, max: number): Written => ({ repeated: part, min, max });
  if ("ranges" in part) return [...classSlips(part.ranges), anyTimes(0, 1), anyTimes(1, 2)];
  if ("sequence" in part) {
    const { sequence } = part;
    return sequence.flatMap((inner, index) => [
      { sequence: sequence.toSpliced(index, 1) },
      ...slips(inner).map((wrong) => ({ sequence: sequence.with(index, wrong) })),
    ]);
  }
  if ("either" in part) {
    const { either } = part;
    return either.flatMap((inner, index) => [
      { either: either.toSpliced(index, 1) },
      ...slips(inner).map((wrong) => ({ either: either.with(index, wrong) })),
    ]);
  }
  const { repeated, min, max } = part;
  const times = [
    [min - 1, max],
    [min + 1, max],
    [min, max - 1],
    [min, max + 1],
    [0, max],
    [min, Number.POSITIVE_INFINITY],
    [1, max],
  ] as const;
  return [
    ...times
      .filter(([least, most]) => least >= 0 && least <= most)
      .map(([low, high]) => ({ ...part, min: low, max: high })),
    ...slips(repeated).map((wrong) => ({ ...part, repeated: wrong })),
  ];
}

type Ranges = readonly (readonly [string, string])[];

/** Each end moved by one, a range too many or too few, the usual class around, any character. */
function classSlips(ranges: Ranges): Written[] {
  const next = (character: string, by: number) => String.fromCodePoint((character.codePointAt(0) ?? 0) + by);
  const moved = ranges.flatMap(([first, last], index) => [
    ...[-1, 1].map((by) => ranges.with(index, [next(first, by), last])),
    ...[-1, 1].map((by) => ranges.with(index, [first, next(last, by)])),
    ...(ranges.length > 1 ? [ranges.toSpliced(index, 1)] : []),
    ranges.with(index, usualAround(first, last)),
  ]);
  const wider: Ranges[] = [
    ...(
      [
        ["0", "9"],
        ["a", "z"],
        ["A", "Z"],
        ["_", "_"],
        ["-", "-"],
        ["!", "~"],
      ] as const
    ).map((more) => [...ranges, more]),
    [["\u0000", "\u{10ffff}"]],
  ];
  return [...moved, ...wider].filter((all) => all.every(([low, high]) => low <= high)).map((all) => ({ ranges: all }));
}

function usualAround(first: string, last: string): readonly [string, string] {
  const usual = (
    [
      ["0", "9"],
      ["a", "z"],
      ["A", "Z"],
    ] as const
  ).find(([low, high]) => low <= first && last <= high);
  return usual ?? [first, last];
}
