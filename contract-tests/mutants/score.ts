import type { Mutant } from "./mutant.ts";
import type { Subject } from "./subject.ts";
import { isAttributed, type TrialFailure, type TrialOptions, trial } from "./trial.ts";

/** What became of a mutant. */
export interface Verdict<R> {
  group: string;
  mutant: Mutant<R>;
  /** The first case that fails; `undefined` when it survived. */
  kill: TrialFailure | undefined;
  /** The first case that fails and names what is broken. */
  attributed: TrialFailure | undefined;
  ms: number;
}

/**
 * Judges the mutants of a subject one after the other, each until a failing case names its fault.
 *
 * @param alarms - names of the cases that fail on the conforming server too, which kill nothing
 */
export async function* score<R>(
  subject: Subject<R>,
  options: Omit<TrialOptions, "isEnough">,
  alarms: ReadonlySet<string> = new Set(),
): AsyncGenerator<Verdict<R>, void, undefined> {
  for (const { group, mutants } of subject.groups) {
    for (const mutant of mutants) {
      const counts = (failure: TrialFailure) => !alarms.has(failure.name);
      const isEnough = (failure: TrialFailure) => counts(failure) && isAttributed(mutant, failure);
      const { failures, ms } = await trial(subject, mutant.rules, { ...options, isEnough });
      const kill = failures.find(counts);
      yield { group, mutant, kill, attributed: failures.find(isEnough), ms };
    }
  }
}
