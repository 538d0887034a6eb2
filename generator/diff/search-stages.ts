import { shapeOf, type Visit } from "../cases/visit.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { Witness } from "./change.ts";
import { type DiffBudget, isUsedUp } from "./diff-budget.ts";
import { areExplained, type Doubt } from "./settle-doubts.ts";

/** Searches that come to something look at some hundred messages at most; of all others, much remains for them. */
const MOST_MESSAGES = 700;

/**
 * Looks at messages, stage by stage, until each doubt has a witness that is refused for nothing else, or the budget is
 * used up. Another witness will do when its stage is finished.
 *
 * @param witnessOf - the witness that a message is, if it is one
 * @returns those with the fewest reasons first
 */
export function searchStages<Message, Found extends Pick<Witness, "refusals">>(
  stages: readonly (() => Iterable<Message>)[],
  doubts: readonly Doubt[],
  witnessOf: (message: Message) => Found | undefined,
  budget: DiffBudget | undefined,
): Found[] {
  const found: Found[] = [];
  const plain: Found[] = [];
  const seen = new Set<string>();
  for (const stage of stages) {
    if (areExplained(doubts, found)) break;
    for (const message of stage()) {
      if (isUsedUp(budget) || seen.size >= MOST_MESSAGES) break;
      const text = JSON.stringify(message);
      if (seen.has(text)) continue;
      seen.add(text);
      if (budget) budget.candidates--;
      const witness = witnessOf(message);
      if (!witness) continue;
      found.push(witness);
      if (witness.refusals.length === 1) plain.push(witness);
      if (witness.refusals.length === 1 && areExplained(doubts, plain)) return plain;
    }
  }
  return found.sort((one, two) => one.refusals.length - two.refusals.length);
}

/** Whether a site of the refusing side has a doubtful constraint. */
export function isDoubtful(doubts: readonly Doubt[], part: SchemaPart, { nodes }: Visit): boolean {
  return doubts.some((doubt) => doubt.part === part && nodes.some(({ place }) => doubt.gap?.nodes.includes(place)));
}

/** Whether a site of the other side is where the refusing one has a doubtful constraint. */
export function isDoubtfulFor(doubts: readonly Doubt[], refusing: SchemaPart | undefined, { site }: Visit): boolean {
  return doubts.some((doubt) => doubt.part === refusing && doubt.gap && shapeOf(doubt.gap) === shapeOf(site));
}
