import { mutantKeyText } from "../../../contract-tests/mutants/mechanical/mutant-key.ts";
import { entriesWithoutMutant, type Review, reasonUnseen } from "../../../contract-tests/mutants/mechanical/review.ts";
import type { MechanicalMutant } from "./instrument.ts";
import type { Sentence } from "./judge.ts";

/** What became of a mutant that a machine made. */
export interface MechanicalVerdict extends Sentence {
  mutant: MechanicalMutant;
}

/** What came of the mutants of a server. */
export interface MechanicalScore {
  /** In Markdown: the mutants by mutator; the shares are of those that can be seen. */
  table: string;
  /** Of 100 mutants that can be seen, how many are killed. */
  killedShare: number;
  /** What survives, a line each: with the reason why nobody can see it, or without one. */
  survivors: string[];
  /** What is killed, but by no case that names what is broken, a line each with the first case that fails. */
  unattributed: string[];
  /** What in the review is not so, a line each: a mutant that is killed, or that there is not. */
  mistakes: string[];
}

const COLUMNS = ["mutator", "mutants", "seen by nobody", "killed", "attributed", "killed, %", "attributed, %"];

/**
 * Scores the verdicts about mutants of a server.
 *
 * @param all - all mutants of the server, judged or not
 */
export function mechanicalScore(
  verdicts: readonly MechanicalVerdict[],
  review: Review,
  all: readonly MechanicalMutant[],
): MechanicalScore {
  const reasonOf = ({ mutant }: MechanicalVerdict) => reasonUnseen(review, mutant);
  const counts = (own: readonly MechanicalVerdict[]) => ({
    mutants: own.length,
    unseen: own.filter((verdict) => !verdict.kill && reasonOf(verdict) !== undefined).length,
    killed: own.filter(({ kill }) => kill).length,
    attributed: own.filter(({ attributed }) => attributed).length,
  });
  const row = (name: string, own: readonly MechanicalVerdict[]): string => {
    const { mutants, unseen, killed, attributed } = counts(own);
    const shares = [killed, attributed].map((part) => shareOf(part, mutants - unseen).toFixed(1));
    return `| ${[name, mutants, unseen, killed, attributed, ...shares].join(" | ")} |`;
  };
  const { mutants, unseen, killed } = counts(verdicts);
  const survivors = verdicts.filter(({ kill }) => !kill);
  const wrong = verdicts.filter((verdict) => verdict.kill && reasonOf(verdict) !== undefined);
  return {
    table: [
      `| ${COLUMNS.join(" | ")} |`,
      `|---|${COLUMNS.slice(1)
        .map(() => "--:|")
        .join("")}`,
      ...[...Map.groupBy(verdicts, ({ mutant }) => mutant.mutator)].map(([name, own]) => row(name, own)),
      row("**all**", verdicts),
    ].join("\n"),
    killedShare: shareOf(killed, mutants - unseen),
    survivors: survivors.map((verdict) => survivorLine(verdict, review)),
    unattributed: verdicts
      .filter(({ kill, attributed }) => kill && !attributed)
      .map((verdict) => `${lineOf(verdict)}: ${verdict.kill?.name}`),
    mistakes: [
      ...wrong.map(({ mutant, kill }) => `${mutantKeyText(mutant)}: nobody sees it, it says, but ${kill?.name} does`),
      ...entriesWithoutMutant(review, all).map((entry) => `${entry}: there is no such mutant`),
    ],
  };
}

/** What survives, with the reason why nobody can see it, or without one. */
export function survivorLine(verdict: MechanicalVerdict, review: Review): string {
  return `${lineOf(verdict)}: ${reasonUnseen(review, verdict.mutant) ?? "NO REASON KNOWN"}`;
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 100 : (100 * part) / whole;
}

function lineOf({ mutant, isCovered }: MechanicalVerdict): string {
  return `${mutantKeyText(mutant)} [line ${mutant.line}, ${mutant.mutator}${isCovered ? "" : ", no case comes by"}]`;
}
