/** What a comparison of two documents may still cost. It is counted, not timed: the verdict is the same everywhere. */
export interface DiffBudget {
  /** Pairs of sites that proofs look at. */
  steps: number;
  /** Candidates for cases that searches for witnesses derive. */
  candidates: number;
}

const MOST_STEPS = 1_000_000;
/** Some minutes; a document of 1,500 operations in which every bound has changed needs about as many. */
const MOST_CANDIDATES = 100_000;

/** Why something stays unproved when there is nothing left to spend. */
export const SPENT =
  "so much has changed that no more messages are searched for: compare fewer operations at once, by --include";

/** The budget of a comparison. */
export function createBudget(): DiffBudget {
  return { steps: MOST_STEPS, candidates: MOST_CANDIDATES };
}

/** Whether nothing more may be searched for. */
export function isUsedUp(budget: DiffBudget | undefined): boolean {
  return budget !== undefined && budget.candidates <= 0;
}
