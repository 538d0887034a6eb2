import type { JsonPointer } from "../../spec/interchange/json.ts";
import { tokensOf } from "../../spec/interchange/pointer.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";
import type { Change, ChangePlace, Refusal, Witness } from "./change.ts";
import { SPENT } from "./diff-budget.ts";
import type { Gap } from "./inclusion/proof.ts";
import { placeIn, type Side } from "./side.ts";

/** A constraint of which no proof shows that it is no news. */
export interface Doubt {
  keyword: string;
  /** Where it stands in the document that may refuse. */
  pointer: JsonPointer;
  /** What it is about, where it is none of a schema. */
  subject?: string;
  part?: SchemaPart;
  gap?: Gap;
}

/** How the changes of one direction are told. */
export interface Telling {
  operation: string;
  /** Whether no messages were searched for, as the budget is used up. */
  isSpent: boolean;
  /** The document whose constraints may refuse. */
  refusing: Side;
  rule(refusal: Refusal): string;
  /** The rule of a doubt that stays. */
  unproved: string;
  /** What is told of a refusal, and of a doubt that stays. */
  refused(refusal: Refusal): string;
  doubted(doubt: Doubt): string;
  /** Where the other document says the same. */
  other(part: SchemaPart | undefined, at: readonly string[], keyword: string): ChangePlace;
}

/** The doubts of a part's gaps. */
export function doubtsOf(gaps: readonly Gap[], part: SchemaPart): Doubt[] {
  return gaps.map((gap) => ({ keyword: gap.keyword, pointer: documentPointer(part, gap.place), part, gap }));
}

/**
 * A witness is a breaking change by every reason for which it is refused, unless a witness before it has that reason,
 * too. Doubts that no witness explains stay unproved, those of one schema together.
 */
export function settleDoubts(doubts: readonly Doubt[], witnesses: readonly Witness[], telling: Telling): Change[] {
  const { operation, refusing, isSpent } = telling;
  const parts = new Map(doubts.flatMap(({ part }) => (part ? [[part.name, part]] : [])));
  const breaking = reasonsOf(witnesses).map(({ refusal, witness }): Change => {
    const other = telling.other(parts.get(refusal.part ?? ""), tokensOf(refusal.at ?? ""), refusal.keyword);
    const places = [other, placeIn(refusing, refusal.pointer)];
    const what = telling.refused(refusal);
    return { kind: "breaking", rule: telling.rule(refusal), operation, what, places, witness };
  });
  const open = doubts.filter((doubt) => !areExplained([doubt], witnesses));
  const groups = Map.groupBy(open, (doubt) => doubt.part ?? doubt);
  const unproved = [...groups.values()].flatMap(([first, ...others]): Change[] => {
    if (!first) return [];
    const why = isSpent ? SPENT : NOTHING_FOUND;
    const places = [telling.other(first.part, first.gap?.at ?? [], first.keyword), placeIn(refusing, first.pointer)];
    const names = others.slice(0, MAX_NAMED).map(doubtName);
    const more = others.length - names.length;
    const also = names.length > 0 ? `; so may ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}` : "";
    return [{ kind: "unproved", rule: telling.unproved, operation, what: telling.doubted(first) + also, why, places }];
  });
  return [...breaking, ...unproved];
}

/** Whether some witness was refused for what each doubt is about. */
export function areExplained(doubts: readonly Doubt[], witnesses: readonly Pick<Witness, "refusals">[]): boolean {
  return doubts.every((doubt) => witnesses.some(({ refusals }) => refusals.some((each) => explains(each, doubt))));
}

const NOTHING_FOUND = "no message was found that tells the documents apart, and no rule proves that there is none";

/** So many further constraints are named. */
const MAX_NAMED = 3;

/** `maxLength` of name */
export function doubtName({ keyword, subject, gap }: Doubt): string {
  const about = subject || gap?.at.join(".");
  return `\`${keyword}\`${about ? ` of ${about}` : ""}`;
}

/** Every reason to refuse a witness, each with the first witness that has it. */
function reasonsOf(witnesses: readonly Witness[]): { refusal: Refusal; witness: Witness }[] {
  const known = new Map<string, { refusal: Refusal; witness: Witness }>();
  for (const witness of witnesses) {
    for (const refusal of witness.refusals) {
      const key = `${refusal.pointer} ${refusal.keyword} ${refusal.subject}`;
      if (!known.has(key)) known.set(key, { refusal, witness });
    }
  }
  return [...known.values()];
}

/** Whether a witness was refused for what the doubt is about. */
function explains(refusal: Refusal, { keyword, pointer, subject, gap, part }: Doubt): boolean {
  if (subject !== undefined || gap === undefined) {
    return refusal.keyword === keyword && refusal.subject === subject && refusal.pointer === pointer;
  }
  if (refusal.pointer === pointer || refusal.pointer.startsWith(`${pointer}/`)) return true;
  if (refusal.place === undefined || refusal.part !== part?.name) return false;
  const parent = refusal.place.slice(0, refusal.place.lastIndexOf("/"));
  const isSameKeyword = keyword === refusal.keyword || ["type", "enum", "const", "size"].includes(keyword);
  return refusal.place.startsWith(`${gap.place}/`) || (isSameKeyword && gap.nodes.includes(parent));
}
