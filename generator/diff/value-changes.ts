import { documentPointer, type SchemaPart } from "../schema-part.ts";
import type { Change, Refusal, ResponseWitness } from "./change.ts";
import { counterpart } from "./counterpart.ts";
import { isUsedUp } from "./diff-budget.ts";
import { directionChanges } from "./direction-changes.ts";
import { inclusionOf } from "./inclusion/inclusion.ts";
import type { TextsAt } from "./inclusion/proof.ts";
import { closed } from "./part-pairs.ts";
import { type Doubt, doubtName, doubtsOf, settleDoubts } from "./settle-doubts.ts";
import { type OperationPair, placeIn } from "./side.ts";
import { searchValues, type Travel } from "./value-search.ts";

/** What the values of one part of an answer are compared by. */
export interface ValueComparison {
  allowing: SchemaPart;
  refusing: SchemaPart;
  pointers: [head: string, base: string];
  textsAt?: TextsAt;
  /** How they travel; as they are by default. */
  travel?: Travel | undefined;
  /** Set for header fields: those that are not listed are taken for fields that nobody sends. */
  isClosed?: true;
}

/** What HEAD may answer in one part of an answer, as BASE's validators see it. */
export function valueChanges(
  { title: operation, sides }: OperationPair,
  { allowing, refusing, pointers, textsAt, travel, isClosed }: ValueComparison,
  /** `bodies`, `header fields` */
  name: string,
  witnessOf: (value: NonNullable<ResponseWitness["body"]>, refusals: Refusal[]) => ResponseWitness,
): Change[] {
  const senders = (part: SchemaPart) => (isClosed ? closed(part) : part);
  const { gaps, forgotten: added } = inclusionOf(senders(allowing), refusing, textsAt, sides.budget);
  const { gaps: narrowed, forgotten } = inclusionOf(senders(refusing), allowing, textsAt, sides.budget);
  // Header fields that are gone are told of by their names.
  const missing = isClosed ? [] : forgotten;
  const own = { part: senders(allowing), document: sides.head.loaded.document, pointer: pointers[0] };
  const other = { part: refusing, document: sides.base.loaded.document, pointer: pointers[1] };
  const isSpent = isUsedUp(sides.budget);
  const doubts: Doubt[] = [
    ...doubtsOf(gaps, refusing),
    ...missing.map(({ at, place }): Doubt => {
      const gap = { place, keyword: "properties", at, nodes: [] };
      return { keyword: "properties", pointer: documentPointer(refusing, place), part: refusing, gap };
    }),
  ];
  const isOpen = doubts.length > 0 && !isSpent;
  const found = isOpen ? searchValues(own, other, { doubts, missing, travel, budget: sides.budget }) : [];
  const settled = settleDoubts(
    doubts,
    found.map(({ value, refusals }) => witnessOf(value as never, refusals)),
    {
      operation,
      isSpent,
      refusing: sides.base,
      rule: () => "response-refused",
      unproved: "response-unproved",
      refused: ({ message, keyword }) => `may answer with ${name} that BASE does not know: ${message} [${keyword}]`,
      doubted: (doubt) =>
        doubt.keyword === "properties"
          ? `does not know the member ${doubt.gap?.at.join(".")} of the ${name} any more`
          : `may answer with ${name} that do not keep ${doubtName(doubt)} of BASE`,
      other: (part, at, keyword) => placeIn(sides.head, part ? counterpart(allowing, at, keyword) : allowing.pointer),
    },
  );
  const told = new Set(settled.flatMap(({ places }) => places.map(({ pointer }) => pointer)));
  const quiet = [
    ...narrowed.map(({ keyword, place, at }) => {
      const what = `\`${keyword}\`${at.length ? ` of ${at.join(".")}` : ""} of the ${name} promises more`;
      return { rule: "response-narrowed", what, place };
    }),
    ...added.map(({ at, place }) => ({
      rule: "member-added",
      what: `has a new member ${at.join(".")} of the ${name}`,
      place,
    })),
  ];
  return [
    ...settled,
    ...directionChanges({ title: operation, sides }, { base: refusing, head: allowing, name }, "writeOnly"),
    ...quiet.flatMap(({ rule, what, place }): Change[] => {
      const pointer = documentPointer(allowing, place);
      if (told.has(pointer)) return [];
      return [{ kind: "non-breaking", rule, operation, what, places: [placeIn(sides.head, pointer)] }];
    }),
  ];
}
