import { DIRECT_UPLOAD_REVIEW } from "../../../contract-tests/mutants/mechanical/direct-upload.ts";
import { ORDERS_REVIEW } from "../../../contract-tests/mutants/mechanical/orders.ts";
import { breaksOf, type Review } from "../../../contract-tests/mutants/mechanical/review.ts";
import type { MechanicalMutant } from "./instrument.ts";
import { judgeMechanical, type MechanicalOptions } from "./mechanical.ts";
import { type MechanicalVerdict, mechanicalScore, survivorLine } from "./mechanical-score.ts";

const REVIEWS: Readonly<Record<string, Review>> = { "direct-upload": DIRECT_UPLOAD_REVIEW, orders: ORDERS_REVIEW };

/** So many of 100 mutants that can be seen have to be killed. */
const ENOUGH = 90;
/** How many mutants a line of progress is about. */
const REPORTED = 100;

/** Which mutants are judged, and how. */
interface MechanicalBench extends Pick<MechanicalOptions, "group" | "most" | "at"> {
  /** Ends after so long, with what is judged by then. */
  minutes: number;
}

/**
 * Judges the mechanical mutants of a server and prints what came of it; survivors as soon as they are known.
 *
 * @param name - the document
 * @returns whether enough of them are killed, nobody was accused wrongly and the review is right
 */
export async function benchMechanical(name: string, { minutes, ...chosen }: MechanicalBench): Promise<boolean> {
  const review = REVIEWS[name] ?? { unseen: {}, breaks: {} };
  const verdicts: MechanicalVerdict[] = [];
  let all: MechanicalMutant[] = [];
  let alarms = 0;
  const started = performance.now();
  const onAlarms = (names: readonly string[]) => {
    alarms += names.length;
    for (const alarm of names) console.log(`- FALSE ALARM of the server without a mutant: ${alarm}`);
  };
  const seconds = () => ((performance.now() - started) / 1000).toFixed(0);
  const breaks = (mutant: MechanicalMutant) => breaksOf(review, mutant);
  for await (const { all: mutants, ...verdict } of judgeMechanical(name, { ...chosen, breaks, onAlarms })) {
    all = mutants;
    verdicts.push(verdict);
    if (!verdict.kill) console.log(`- survives: ${survivorLine(verdict, review)}`);
    if (verdicts.length % REPORTED === 0) console.log(`${verdicts.length} judged, in ${seconds()} s`);
    if (performance.now() - started > minutes * 60_000) break;
  }
  const { table, killedShare, unattributed, mistakes } = mechanicalScore(verdicts, review, all);
  console.log(`\n${verdicts.length} of ${all.length} mechanical mutants, in ${seconds()} s:\n\n${table}\n`);
  for (const line of unattributed) console.log(`- not attributed: ${line}`);
  for (const line of mistakes) console.log(`- WRONG in the review: ${line}`);
  return killedShare >= ENOUGH && alarms === 0 && mistakes.length === 0;
}
