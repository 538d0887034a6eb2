import type { Artefacts } from "../../contract-tests/artefacts.ts";
import type { Subject } from "../../contract-tests/mutants/subject.ts";
import { type TrialFailure, trial } from "../../contract-tests/mutants/trial.ts";

/** What one seed has shown. */
export interface SeedOutcome {
  seed: number;
  /** Accusations of a server that keeps the contract. */
  alarms: TrialFailure[];
  /** How many cases, random properties and steps of workflows were judged. */
  results: number;
}

const FIRST_MOMENT = Date.UTC(2024, 1, 28, 23, 59, 30);
const BETWEEN_MOMENTS_MS = 32_765_432;
/** A busy machine is slow to answer; that says nothing about a server. */
const TIMEOUT_MS = 60_000;

/**
 * Runs the server that keeps the contract with one seed after the other. A seed decides the texts that only
 * one request carries, the random requests, the ids of the workflows and the time of day; so each run has
 * its own moment, within a year or so that begins before a leap day. The cases that none of this changes
 * are sent with seed 0 alone. With half of the seeds the server keeps nothing, with the others it
 * remembers; each seed fuzzes one operation, in turn.
 *
 * @param seeds - the first, and how many
 * @param fuzzRuns - random requests of each property of an operation
 */
export async function* seedOutcomes(
  subject: Subject<object>,
  seeds: { from: number; count: number },
  fuzzRuns: number,
): AsyncGenerator<SeedOutcome, void, undefined> {
  const { from, count } = seeds;
  const changing = { ...subject, artefacts: changingAlone(subject.artefacts) };
  const operations = subject.artefacts.contract.operations.map(({ id }) => id);
  for (let seed = from; seed < from + count; seed++) {
    const isFirst = seed === 0;
    const { failures, results } = await trial(
      isFirst ? subject : changing,
      {},
      {
        ...{ seed: String(seed), at: FIRST_MOMENT + seed * BETWEEN_MOMENTS_MS, timeoutMs: TIMEOUT_MS },
        memories: isFirst ? [false, true] : [Math.floor(seed / operations.length) % 2 === 0],
        fuzz: { runs: fuzzRuns },
        skip: operations.filter((_, index) => index !== seed % operations.length).map((id) => `${id}/fuzz/*`),
      },
    );
    yield { seed, alarms: failures, results };
  }
}

/** The same artefacts, without the cases that send the same with every seed at every moment. */
function changingAlone(artefacts: Artefacts): Artefacts {
  let files: ReturnType<Artefacts["caseFiles"]> | undefined;
  const read = async () =>
    (await artefacts.caseFiles()).map((file) => ({
      ...file,
      cases: isChanging(file.base) ? file.cases : file.cases.filter(({ request }) => isChanging(request)),
      skipped: [],
    }));
  return { ...artefacts, caseFiles: () => (files ??= read()) };
}

/** Whether a template has a text that a seed or the clock decides. */
function isChanging(template: unknown): boolean {
  if (typeof template !== "object" || template === null) return false;
  if ("fresh" in template || "instant" in template) return true;
  return Object.values(template).some(isChanging);
}
