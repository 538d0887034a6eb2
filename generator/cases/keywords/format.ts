import type { InstantSegment, JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { Candidate, KeywordContext, KeywordFamily } from "../candidate.ts";

/** format: sound ones in the shapes that a format allows, and near misses that lenient parsers take. */
export const format: KeywordFamily = {
  keywords: ["format"],
  derive(context) {
    if (context.argument === "date-time") return dateTime(context);
    const corpus = CORPUS[String(context.argument)];
    if (!corpus) return [];
    return [
      ...corpus.sound.map((value) => candidate(context, printable(value), value, true)),
      ...corpus.unsound.map((value) => candidate(context, printable(value), value, false)),
    ];
  },
};

function candidate(
  { keyword, place, site }: KeywordContext,
  what: string,
  value: JsonTemplate,
  valid: boolean,
): Candidate {
  return { keyword, place, what, valid, edits: [{ at: site.at, value }] };
}

function printable(value: string): string {
  return `text ${value === "" ? "empty" : encodeURIComponent(value)}`;
}

/** An hour from now lies inside most windows; the schema tells. */
const SOON = "now+PT1H";

function dateTime(context: KeywordContext): Candidate[] {
  const soon = (what: string, valid: boolean, change: Omit<InstantSegment, "instant">): Candidate =>
    candidate(context, what, { $text: [{ instant: SOON, ...change }] }, valid);
  const sound = [
    soon("zone Z", true, { fraction: "" }),
    soon("offset +02:00", true, { offset: "+02:00" }),
    soon("offset -07:00", true, { offset: "-07:00" }),
    soon("offset +05:30", true, { offset: "+05:30" }),
    soon("offset +14:00", true, { offset: "+14:00" }),
    soon("offset -12:00", true, { offset: "-12:00" }),
    soon("offset +23:59", true, { offset: "+23:59" }),
    soon("offset -00:00", true, {
      fraction: "",
      edit: { pattern: "Z$", replacement: "-00:00" },
    }),
    soon("fraction of one digit", true, { fraction: "5" }),
    soon("fraction of three digits", true, { fraction: "123" }),
    soon("fraction of nine digits", true, { fraction: "123456789" }),
    soon("lower case t and z", true, { lowerCase: true }),
  ];
  const unsound = EDITS.map(([what, pattern, replacement, offset]) =>
    soon(what, false, {
      fraction: "",
      edit: { pattern, replacement },
      ...(offset !== undefined && { offset }),
    }),
  );
  const garbage = [
    "",
    "tomorrow",
    "now",
    "0",
    "1767225600",
    "1767225600000",
    "Sat, 31 Jan 2026 09:00:00 GMT",
    "20260131T090000Z",
  ];
  return [...sound, ...unsound, ...garbage.map((text) => candidate(context, printable(text), text, false))];
}

/** Near misses of a date-time: what, the part that is replaced, its replacement, the offset to start from. */
const EDITS: [what: string, pattern: string, replacement: string, offset?: string][] = [
  ["date only", "T.*$", ""],
  ["time only", "^.*T", ""],
  ["no zone", "Z$", ""],
  ["blank in place of T", "T", " "],
  ["underscore in place of T", "T", "_"],
  ["no T", "T", ""],
  ["offset without colon", ":(\\d\\d)$", "$1", "+02:00"],
  ["offset of hours only", ":\\d\\d$", "", "+02:00"],
  ["offset without sign", "Z$", "02:00"],
  ["offset of one digit", "Z$", "+2:00"],
  ["offset +24:00", "Z$", "+24:00"],
  ["offset +00:60", "Z$", "+00:60"],
  ["zone name", "Z$", " UTC"],
  ["zone twice", "Z$", "Z+00:00"],
  ["month 00", "^(\\d{4})-\\d\\d", "$1-00"],
  ["month 13", "^(\\d{4})-\\d\\d", "$1-13"],
  ["day 00", "^(\\d{4}-\\d\\d)-\\d\\d", "$1-00"],
  ["day 32", "^(\\d{4})-\\d\\d-\\d\\d", "$1-01-32"],
  ["30 February", "^(\\d{4})-\\d\\d-\\d\\d", "$1-02-30"],
  ["29 February of a common year", "^\\d{4}-\\d\\d-\\d\\d", "2027-02-29"],
  ["31 April", "^(\\d{4})-\\d\\d-\\d\\d", "$1-04-31"],
  ["hour 24", "T\\d\\d", "T24"],
  ["minute 60", "T(\\d\\d):\\d\\d", "T$1:60"],
  ["second 61", ":\\d\\dZ$", ":61Z"],
  ["leap second in mid-day", "T.*$", "T12:00:60Z"],
  ["no seconds", ":\\d\\dZ$", "Z"],
  ["fraction without digits", "Z$", ".Z"],
  ["comma before the fraction", "Z$", ",5Z"],
  ["year of two digits", "^\\d\\d", ""],
  ["month of one digit", "^(\\d{4})-\\d\\d", "$1-1"],
  ["slashes in the date", "^(\\d{4})-(\\d\\d)-(\\d\\d)", "$1/$2/$3"],
  ["blank before", "^", " "],
  ["blank after", "$", " "],
  ["line feed after", "$", "\n"],
  ["text after", "$", "x"],
  ["sign before the year", "^", "+00"],
];

/** Sound and unsound texts by format; date-time has rules of its own. */
const CORPUS: Record<string, { sound: string[]; unsound: string[] }> = {
  uri: {
    sound: ["https://example.com/a?b=c#d", "urn:example:a", "mailto:a@example.com"],
    unsound: [
      "",
      "/relative",
      "example.com",
      "https://example.com/a b",
      "https://exa mple.com",
      "://example.com",
      "https://example.com/%zz",
    ],
  },
  uuid: {
    sound: [
      "5f0c2f7e-8c1a-4b57-9d0e-3a6b1c2d4e5f",
      "5F0C2F7E-8C1A-4B57-9D0E-3A6B1C2D4E5F",
      "00000000-0000-0000-0000-000000000000",
    ],
    unsound: [
      "",
      "5f0c2f7e8c1a4b579d0e3a6b1c2d4e5f",
      "{5f0c2f7e-8c1a-4b57-9d0e-3a6b1c2d4e5f}",
      "urn:uuid:5f0c2f7e-8c1a-4b57-9d0e-3a6b1c2d4e5f",
      "5f0c2f7e-8c1a-4b57-9d0e-3a6b1c2d4e5",
      "5f0c2f7e-8c1a-4b57-9d0e-3a6b1c2d4e5g",
    ],
  },
  date: {
    sound: ["2026-01-31", "2028-02-29"],
    unsound: ["", "2026-02-30", "2026-13-01", "2026-1-31", "31.01.2026", "2026-01-31T00:00:00Z", " 2026-01-31"],
  },
  time: {
    sound: ["09:00:00Z", "09:00:00.5+02:00"],
    unsound: ["", "09:00:00", "24:00:00Z", "09:60:00Z", "9:00:00Z", "09:00Z"],
  },
  duration: {
    sound: ["P1D", "PT1H30M", "P2W"],
    unsound: ["", "P", "1H", "PT", "P1H", "-P1D"],
  },
  email: {
    sound: ["a@example.com", "a.b+c@example.com"],
    unsound: ["", "a", "a@", "@example.com", "a@@example.com", "a b@example.com"],
  },
  hostname: {
    sound: ["example.com", "a"],
    unsound: ["", "-a.example", "a..b", "a_b.example", "a b"],
  },
  ipv4: {
    sound: ["192.0.2.1", "0.0.0.0"],
    unsound: ["", "192.0.2", "192.0.2.256", "192.0.2.01", "192.0.2.1.1"],
  },
  ipv6: {
    sound: ["2001:db8::1", "::"],
    unsound: ["", "2001:db8", "2001:db8::1::2", "12345::", "::g"],
  },
  byte: { sound: ["ZXhhbXBsZQ=="], unsound: ["*", "ZXhhbXBsZQ="] },
};
