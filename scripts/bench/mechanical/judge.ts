import type { PlannedCase } from "../../../contract-tests/kit/plan.ts";
import { sentInstants } from "../../../contract-tests/kit/sent-instants.ts";
import { isNamed } from "../../../contract-tests/mutants/mechanical/review.ts";
import type { Subject } from "../../../contract-tests/mutants/subject.ts";
import { trial } from "../../../contract-tests/mutants/trial.ts";
import { caseOrder } from "./case-order.ts";
import { onStage, runCases, type StageFailure } from "./stage.ts";
import type { Switchboard } from "./switchboard.ts";

/** What a judge has to know of a mutant. */
export interface Accused {
  id: string;
  /** Mutants with the same word are killed by much the same cases. */
  within: string;
  /** What a failing case has to name so that the kill is attributed; see `isNamed`. */
  breaks: readonly string[];
}

/** What became of a mutant. */
export interface Sentence {
  /** The first case that fails; `undefined` when it survived. */
  kill?: Pick<StageFailure, "name" | "what">;
  /** The first case that fails and names what is broken. */
  attributed?: Pick<StageFailure, "name" | "what">;
  /** Whether any case comes by the changed code. */
  isCovered: boolean;
}

/** Judges mutants of one server. */
export interface Judge {
  /** Names of the cases that fail without a mutant; they kill nothing. */
  alarms: ReadonlySet<string>;
  judge(accused: Accused): Promise<Sentence>;
}

/** What {@link createJudge} needs. */
export interface JudgeOptions {
  subject: Subject<object>;
  board: Switchboard;
  /** Loads the code of the server anew. */
  load(): Promise<void>;
  /** The clock of server and runner, in epoch milliseconds. */
  at: number;
  /** Other moments at which the cases with an instant are run against what survives. */
  moments: readonly number[];
}

/** A round of cases: the state of the server, its clock, and which mutants each case comes by. */
interface Round {
  remembers: boolean;
  at: number;
  byCase: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Makes a judge: runs every case once, one after the other, to learn by which mutants it comes. A mutant then meets
 * only the cases that come by it: first those against a server that keeps nothing, then the workflows, and if it
 * survives, those against a server that remembers, and those with an instant at other moments; these only if nothing but
 * operations that take instants comes by it.
 */
export async function createJudge({ subject, board, load, at, moments }: JudgeOptions): Promise<Judge> {
  const seed = "mechanical";
  const alarms = new Set<string>();
  const order = caseOrder();
  const atLoading = await board.coverage(load);
  const first = await roundOf(false, at, () => true);
  const flows = await board.coverage(() => workflows((failure) => void alarms.add(failure.name)));
  const remembering = await roundOf(true, at, () => true);
  const timely: Round[] = [];
  for (const moment of moments) timely.push(await roundOf(false, moment, hasInstant));
  const withInstants = new Set(timely.flatMap(({ byCase }) => [...byCase.keys()].map(operationOf)));

  async function roundOf(remembers: boolean, at: number, isMeant: (planned: PlannedCase) => boolean): Promise<Round> {
    const byCase = new Map<string, Set<string>>();
    await onStage(subject, remembers, { seed, at }, async (stage) => {
      if (!("cases" in stage)) throw new Error(`${subject.name} without a mutant: ${stage.what}`);
      for (const [name, planned] of stage.cases) {
        if (!isMeant(planned)) continue;
        byCase.set(name, await board.coverage(() => runCases(stage, [name], ({ name }) => !alarms.add(name))));
      }
    });
    return { remembers, at, byCase };
  }

  function isTimeless(id: string): boolean {
    return [...first.byCase].some(([name, covered]) => covered.has(id) && !withInstants.has(operationOf(name)));
  }

  /** @param isEnough - as in `runCases` */
  async function workflows(isEnough: (failure: StageFailure) => unknown): Promise<void> {
    await trial(subject, {}, { seed, at, memories: [], isEnough: (failure) => isEnough(failure) === true });
  }

  /** @param isEnough - as in `runCases` */
  async function play(
    { remembers, at }: Round,
    names: readonly string[],
    isEnough: (failure: StageFailure) => boolean,
  ) {
    if (names.length === 0) return;
    await onStage(subject, remembers, { seed, at }, async (stage) => {
      if ("cases" in stage) await runCases(stage, names, isEnough);
      else isEnough(stage);
    });
  }

  return {
    alarms,
    async judge({ id, within, breaks }) {
      const isStatic = atLoading.has(id);
      const covering = ({ byCase }: Round) =>
        [...byCase].filter(([, covered]) => isStatic || covered.has(id)).map(([name]) => name);
      const isCovered = flows.has(id) || [first, remembering, ...timely].some((round) => covering(round).length > 0);
      const sentence: Sentence = { isCovered };
      const isEnough = (failure: StageFailure): boolean => {
        if (alarms.has(failure.name)) return false;
        sentence.kill ??= failure;
        if (!isNamed(breaks, failure)) return false;
        sentence.attributed ??= failure;
        return true;
      };
      board.activate(id);
      try {
        if (isStatic) await load();
        await play(first, order.sorted(within, covering(first)), isEnough);
        if (!sentence.attributed && (isStatic || flows.has(id))) await workflows(isEnough);
        const later = isTimeless(id) ? [remembering] : [remembering, ...timely];
        for (const round of later) if (!sentence.kill) await play(round, covering(round), isEnough);
        if (sentence.kill) order.learn(within, (sentence.attributed ?? sentence.kill).name);
      } finally {
        board.activate(undefined);
        if (isStatic) await load();
      }
      return sentence;
    },
  };
}

/** The operation's part of a case's name. */
function operationOf(name: string): string {
  return name.slice(0, name.indexOf("/"));
}

function hasInstant(planned: PlannedCase): boolean {
  return "template" in planned && sentInstants(planned.template, { now: 0, guard: 0 }).length > 0;
}
