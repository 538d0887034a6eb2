import type { JsonPointer } from "../../spec/interchange/json.ts";
import { tokensOf } from "../../spec/interchange/pointer.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";
import type { Change, ChangePlace, Refusal, Witness } from "./change.ts";
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

/** A witness, with the schema parts of its refusals by name. */
type Found = Map<string, { refusal: Refusal; witness: Witness }>;

/** The doubts of a part's gaps. */
export function doubtsOf(gaps: readonly Gap[], part: SchemaPart): Doubt[] {
  return gaps.map((gap) => ({ keyword: gap.keyword, pointer: documentPointer(part, gap.place), part, gap }));
}

/** Each reason for which a witness is refused is a breaking change; a doubt that no witness explains stays unproved. */
export function settleDoubts(doubts: readonly Doubt[], witnesses: readonly Witness[], telling: Telling): Change[] {
  const found: Found = new Map();
  for (const witness of witnesses) {
    for (const refusal of witness.refusals) {
      const key = `${refusal.pointer} ${refusal.keyword} ${refusal.subject}`;
      if (!found.has(key)) found.set(key, { refusal, witness });
    }
  }
  const { operation, refusing } = telling;
  const parts = new Map(doubts.flatMap(({ part }) => (part ? [[part.name, part]] : [])));
  const refusals = [...found.values()].map(({ refusal }) => refusal);
  const breaking = [...found.values()].map(({ refusal, witness }): Change => {
    const places = [
      telling.other(parts.get(refusal.part ?? ""), tokensOf(refusal.at ?? ""), refusal.keyword),
      placeIn(refusing, refusal.pointer),
    ];
    return {
      kind: "breaking",
      rule: telling.rule(refusal),
      operation,
      what: telling.refused(refusal),
      places,
      witness,
    };
  });
  const unproved = doubts
    .filter((doubt) => !refusals.some((refusal) => explains(refusal, doubt)))
    .map((doubt): Change => {
      const why = "no message was found that tells the documents apart, and no rule proves that there is none";
      const places = [telling.other(doubt.part, doubt.gap?.at ?? [], doubt.keyword), placeIn(refusing, doubt.pointer)];
      return { kind: "unproved", rule: telling.unproved, operation, what: telling.doubted(doubt), why, places };
    });
  return [...breaking, ...unproved];
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
