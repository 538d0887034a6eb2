import type { Json } from "../../../spec/interchange/json.ts";
import type { Candidate, KeywordFamily } from "../candidate.ts";

/** enum and const: every member, and its nearest strangers. */
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
    const strangers = members.flatMap(strangersOf).filter((value) => !known.has(JSON.stringify(value)));
    const distinct = [...new Map(strangers.map((value) => [JSON.stringify(value), value])).values()];
    return [...members.map((value) => of(value, true)), ...distinct.slice(0, 12).map((value) => of(value, false))];
  },
};

function strangersOf(member: Json): Json[] {
  if (typeof member === "boolean") return [!member];
  if (typeof member === "number") return [member + 1, member - 1];
  if (typeof member !== "string") return [];
  return [member.toUpperCase(), member.toLowerCase(), `${member} `, member.slice(0, -1), `${member}x`, ""];
}
