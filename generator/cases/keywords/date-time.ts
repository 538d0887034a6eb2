import type { InstantSegment, JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { Json } from "../../../spec/interchange/json.ts";
import { EARLIEST_INSTANT, parseInstant } from "../../../spec/vocabulary/instant.ts";
import { keywordValue, type Site } from "../site.ts";

/** A date-time, or what lenient parsers take for one. */
export interface DateTimeText {
  what: string;
  value: JsonTemplate;
  valid: boolean;
}

/** An hour from now lies inside most windows. */
const SOON = "now+PT1H";

/**
 * Date-times in the shapes that RFC 3339 allows, and near misses. All of them are the same instant,
 * inside the site's bounds where it has some: a lenient parser finds no other fault.
 */
export function dateTimeTexts(site: Site): DateTimeText[] {
  const instant = instantInside(site);
  const text = (what: string, valid: boolean, change: Omit<InstantSegment, "instant">): DateTimeText => ({
    what,
    valid,
    value: { $text: [{ instant, ...change }] },
  });
  return [
    ...SHAPES.map(([what, change]) => text(what, true, change)),
    ...FORMS.map(([what, change]) => text(what, false, change)),
    ...EDITS.map(([what, pattern, replacement, offset]) =>
      text(what, false, { fraction: "", edit: { pattern, replacement }, ...(offset !== undefined && { offset }) }),
    ),
    ...GARBAGE.map((garbage) => ({ what: printable(garbage), value: garbage, valid: false })),
  ];
}

/** What a text is called in a case's name. */
export function printable(value: Json): string {
  if (typeof value !== "string") return `value ${JSON.stringify(value)}`;
  return `text ${value === "" ? "empty" : encodeURIComponent(value.toWellFormed())}`;
}

/**
 * A bound is inside, and a second below the upper one, where a fraction leads beyond the bound; one that moves
 * with the clock is left for the moment between sending and checking.
 */
function instantInside(site: Site): string {
  const [lower, upper] = ["x-formatMinimum", "x-formatMaximum"].map((keyword) => fixedBound(site, keyword));
  if (lower !== undefined || upper === undefined) return lower?.text ?? SOON;
  return new Date(Math.max(EARLIEST_INSTANT, Math.floor(upper.ms) - 1_000)).toISOString();
}

function fixedBound(site: Site, keyword: string): { text: string; ms: number } | undefined {
  const text = keywordValue<string>(site, keyword);
  const instant = text === undefined ? undefined : parseInstant(text);
  return text !== undefined && instant?.fromNow === false ? { text, ms: instant.ms } : undefined;
}

type Change = Omit<InstantSegment, "instant">;

const SHAPES: [what: string, change: Change][] = [
  ["zone Z", { fraction: "" }],
  ["offset +02:00", { offset: "+02:00" }],
  ["offset -07:00", { offset: "-07:00" }],
  ["offset +05:30", { offset: "+05:30" }],
  ["offset +14:00", { offset: "+14:00" }],
  ["offset -12:00", { offset: "-12:00" }],
  ["offset +23:59", { offset: "+23:59" }],
  ["offset -23:59", { offset: "-23:59" }],
  ["offset -00:00", { fraction: "", edit: { pattern: "Z$", replacement: "-00:00" } }],
  ["fraction of one digit", { fraction: "5" }],
  ["fraction of three digits", { fraction: "123" }],
  ["fraction of nine digits", { fraction: "123456789" }],
  ["fraction of twenty digits", { fraction: "12345678901234567890" }],
  ["lower case t and z", { lowerCase: true }],
];

/** The same instant, written as others write it, or as lenient parsers still read it. */
const FORMS: [what: string, change: Change][] = [
  ["epoch seconds", { form: "epoch-seconds" }],
  ["epoch milliseconds", { form: "epoch-milliseconds" }],
  ["epoch seconds behind @", { form: "epoch-seconds", edit: { pattern: "^", replacement: "@" } }],
  ["the date of HTTP", { form: "http-date" }],
  ["a year less and twelve months more", { form: "overfull-month" }],
  ["a month less and its days more", { form: "overfull-day" }],
  ["a day less and 24 hours more", { form: "overfull-hour" }],
  ["an hour less and 60 minutes more", { form: "overfull-minute" }],
  ["a minute less and 60 seconds more", { form: "overfull-second" }],
  ["a leap second at another time", { form: "stray-leap-second" }],
  ["a year more and month 00", { form: "month-zero" }],
  ["a month more and day 00", { form: "day-zero" }],
  ["a day more at offset +24:00", { form: "overfull-offset-hours" }],
  ["an hour more at offset +00:60", { form: "overfull-offset-minutes" }],
];

/** Near misses of a date-time: what, the part that is replaced, its replacement, the offset to start from. */
const EDITS: [what: string, pattern: string, replacement: string, offset?: string][] = [
  ["date only", "T.*$", ""],
  ["time only", "^.*T", ""],
  ["no zone", "Z$", ""],
  ["blank in place of T", "T", " "],
  ["underscore in place of T", "T", "_"],
  ["no T", "T", ""],
  ["basic format", "^(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)Z$", "$1$2$3T$4$5$6Z"],
  ["basic time", "T(\\d\\d):(\\d\\d):(\\d\\d)Z$", "T$1$2$3Z"],
  ["offset without colon", ":(\\d\\d)$", "$1", "+02:00"],
  ["offset of hours only", ":\\d\\d$", "", "+02:00"],
  ["offset without sign", "Z$", "02:00"],
  ["offset of one digit", "Z$", "+2:00"],
  ["offset +24:00", "Z$", "+24:00"],
  ["offset +00:60", "Z$", "+00:60"],
  ["zone name", "Z$", " UTC"],
  ["zone in brackets", "$", "[UTC]"],
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
  ["quotes around", "^(.*)$", '"$1"'],
  ["sign before the year", "^", "+00"],
];

const GARBAGE = ["", "tomorrow", "now", "0", "1767225600", "1767225600000", "Sat, 31 Jan 2026 09:00:00 GMT"];
