import type { Json } from "../../../spec/interchange/json.ts";
import { spread } from "../../../spec/patterns/spread.ts";
import type { Candidate, Finding, KeywordFamily } from "../candidate.ts";

/** More members than this are thinned out. */
const MAX_MEMBERS = 60;

/** How many members each kind of stranger is made of. */
const MAX_PER_KIND = 2;

/** enum and const: every member, and its nearest strangers: of each kind of mistake a few. */
export const enumeration: KeywordFamily = {
  keywords: ["enum", "const"],
  derive({ site, keyword, argument, place }) {
    const members = (keyword === "enum" ? argument : [argument]) as Json[];
    const of = (value: Json, valid: boolean): Candidate => ({
      keyword,
      place,
      what: `value ${encodeURIComponent(JSON.stringify(value))}`,
      valid,
      edits: [{ at: site.at, value }],
    });
    const known = new Set(members.map((member) => JSON.stringify(member)));
    const strangers = KINDS.flatMap((strangerOf) => {
      const found = members.flatMap(strangerOf).filter((value) => !known.has(JSON.stringify(value)));
      return spread(found, MAX_PER_KIND);
    });
    const distinct = [...new Map(strangers.map((value) => [JSON.stringify(value), value])).values()];
    const surplus = members.length - MAX_MEMBERS;
    const reason = `left out: ${MAX_MEMBERS} are sent, chosen evenly over the list`;
    const thinned: Finding[] =
      surplus > 0 ? [{ keyword, place, what: `${surplus} of ${members.length} members`, reason }] : [];
    return [
      ...thinned,
      ...spread(members, MAX_MEMBERS).map((value) => of(value, true)),
      // A stranger of another type breaks `type` as well, where there is one.
      ...distinct.map((value) => ({ ...of(value, false), isSearch: true })),
    ];
  },
};

const ofText =
  (change: (text: string) => string) =>
  (member: Json): Json[] =>
    typeof member === "string" ? [change(member)] : [];

const ofNumber =
  (change: (number: number) => number) =>
  (member: Json): Json[] =>
    typeof member === "number" ? [change(member)] : [];

/** The mistakes of whoever compares carelessly: without case, trimmed, by beginning, by containing, by text. */
const KINDS: readonly ((member: Json) => Json[])[] = [
  ofText((text) => text.toUpperCase()),
  ofText((text) => text.toLowerCase()),
  ofText((text) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()),
  ofText((text) => `${text} `),
  ofText((text) => ` ${text}`),
  ofText((text) => `${text}\n`),
  ofText((text) => text.slice(0, -1)),
  ofText((text) => text.slice(1)),
  ofText((text) => `${text}x`),
  ofText((text) => `x${text}`),
  ofText((text) => `${text},${text}`),
  ofText((text) => text.replaceAll("_", "-")),
  ofText((text) => text.replaceAll("-", "_")),
  ofText(() => ""),
  ofText(() => "unknown"),
  ofText((text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text) as string),
  (member) => [[member]],
  (member) => (typeof member === "string" ? [] : [String(member)]),
  ofNumber((number) => number + 1),
  ofNumber((number) => number - 1),
  ofNumber((number) => number + 0.5),
  ofNumber((number) => 0 - number),
  (member) => (typeof member === "boolean" ? [!member] : []),
  (member) => (typeof member === "boolean" ? [Number(member)] : []),
  () => [null],
];
