import { parseArgs } from "node:util";
import type { MutantGroup } from "../../contract-tests/mutants/mutant.ts";
import { score, type Verdict } from "../../contract-tests/mutants/score.ts";
import { scoreTable, survivorLines, unattributedLines } from "../../contract-tests/mutants/score-table.ts";
import type { Subject } from "../../contract-tests/mutants/subject.ts";
import { SUBJECTS } from "../../contract-tests/mutants/subjects.ts";
import { type Trial, trial } from "../../contract-tests/mutants/trial.ts";
import { benchMechanical } from "./mechanical/bench-mechanical.ts";
import { benchForeignSchemas, benchOwnSchemas } from "./schemas/bench-schemas.ts";
import { benchSchemathesis } from "./schemathesis/bench-schemathesis.ts";
import { findSchemathesis } from "./schemathesis/find-schemathesis.ts";
import { seedOutcomes } from "./seeds.ts";

/**
 * `npm run bench:mutants`: how many of the single-fault servers the kit finds, and how often it accuses
 * a server that keeps the contract.
 *
 *     --document NAME   one of the documents alone (repeatable)
 *     --group TEXT      groups whose name has this text; of the mechanical mutants, those of code whose name has it
 *     --every N         every Nth mutant alone
 *     --mechanical N    up to N mutants instead that a machine made of the servers, taken evenly from all of them; or all
 *     --minutes M       ends that after M minutes, with what is judged by then
 *     --schemas         mutants of the request schemas instead: how many some case tells from the original;
 *                       with files after it, of those documents, which nobody has written a case or a reason for
 *     --schemathesis S  compares the kit with Schemathesis instead, if it is on this machine: S seconds for each mutant
 *     --seeds N         runs the conforming servers so many times, each with another seed: other fresh texts,
 *                       other random requests, another moment; no mutants
 *     --from N          with the seeds from N on, so that several processes can share them
 *
 * Exit code 1 on a false alarm, on a survivor without a reason and on a kill of what has a reason to survive; of the
 * mechanical mutants, at most one in ten may survive without a reason.
 */

/** Random requests of each property of the operation that a seed fuzzes. */
const FUZZ_RUNS = 10;
/** How many mutants, or seeds, a line of progress is about. */
const REPORTED = 25;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    document: { type: "string", multiple: true, default: Object.keys(SUBJECTS) },
    group: { type: "string", default: "" },
    every: { type: "string", default: "1" },
    mechanical: { type: "string" },
    minutes: { type: "string", default: "Infinity" },
    schemas: { type: "boolean", default: false },
    schemathesis: { type: "string" },
    seeds: { type: "string" },
    from: { type: "string", default: "0" },
  },
});

if (values.schemas && positionals.length > 0) await benchForeignSchemas(positionals);
else await benchDocuments();

async function benchDocuments(): Promise<void> {
  for (const name of values.document) await benchDocument(name);
}

async function benchDocument(name: string): Promise<void> {
  const load = SUBJECTS[name];
  if (!load) throw new Error(`--document ${name}: there are ${Object.keys(SUBJECTS).join(", ")}`);
  const subject = await load();
  console.log(`\n## ${name}\n`);
  if (values.mechanical !== undefined) {
    const most = values.mechanical === "all" ? Number.POSITIVE_INFINITY : Number(values.mechanical);
    const how = { group: values.group, most, minutes: Number(values.minutes), at: Date.now() };
    if (!(await benchMechanical(name, how))) process.exitCode = 1;
  } else if (values.schemathesis !== undefined) await compare(subject, Number(values.schemathesis));
  else if (values.schemas) await benchOwnSchemas(name);
  else if (values.seeds === undefined) await benchMutants(subject);
  else await benchSeeds(subject, { from: Number(values.from), count: Number(values.seeds) });
}

async function benchMutants(subject: Subject<object>): Promise<void> {
  const options = { seed: "bench", at: Date.now() };
  // The first run loads what the others find loaded.
  await trial(subject, {}, options);
  const alarms = await conforming(subject, "before");
  const groups = chosenGroups(subject);
  const verdicts: Verdict<object>[] = [];
  const all = groups.reduce((sum, { mutants }) => sum + mutants.length, 0);
  const since = stopwatch();
  for await (const verdict of score({ ...subject, groups }, options, alarms)) {
    verdicts.push(verdict);
    for (const line of survivorLines([verdict])) console.log(`- survives: ${line}`);
    for (const line of unattributedLines([verdict])) console.log(`- not attributed: ${line}`);
    if (verdicts.length % REPORTED !== 0 && verdicts.length !== all) continue;
    const killed = verdicts.filter(({ kill }) => kill).length;
    const survive = verdicts.length - killed;
    console.log(`${verdicts.length} of ${all} mutants: ${killed} killed, ${survive} survive, in ${since()} s`);
  }
  console.log(`\n${scoreTable(verdicts)}\n`);
  const stale = verdicts.filter(({ kill, mutant }) => kill && mutant.survives !== undefined);
  for (const { mutant, kill } of stale)
    console.log(`- ${mutant.name} has a reason to survive, and is killed by ${kill?.name}`);
  await conforming(subject, "after");
  if (stale.length > 0 || verdicts.some(({ kill, mutant }) => !kill && !mutant.survives)) process.exitCode = 1;
}

function chosenGroups(subject: Subject<object>): MutantGroup<object>[] {
  const chosen = subject.groups.filter(({ group }) => group.includes(values.group));
  return everyNth(chosen, Number(values.every));
}

function everyNth<R>(groups: readonly MutantGroup<R>[], step: number): MutantGroup<R>[] {
  let index = 0;
  return groups
    .map(({ group, mutants }) => ({ group, mutants: mutants.filter(() => index++ % step === 0) }))
    .filter(({ mutants }) => mutants.length > 0);
}

async function compare(subject: Subject<object>, seconds: number): Promise<void> {
  const found = await findSchemathesis(process.env);
  if (found) return benchSchemathesis(subject, found, chosenGroups(subject), seconds);
  console.log("There is no Schemathesis on the path, and SCHEMATHESIS names none: nothing is compared.");
}

/** Runs the conforming server. @returns the names of the cases that accuse it */
async function conforming(subject: Subject<object>, when: string): Promise<Set<string>> {
  const { failures, results, ms } = await trial(subject, {}, { seed: when, at: Date.now() });
  console.log(
    `The conforming server, ${when}: ${failures.length} false alarms of ${results}, in ${(ms / 1000).toFixed(2)} s`,
  );
  report(failures);
  return new Set(failures.map(({ name }) => name));
}

async function benchSeeds(subject: Subject<object>, seeds: { from: number; count: number }): Promise<void> {
  let alarms = 0;
  let results = 0;
  let done = 0;
  const since = stopwatch();
  for await (const outcome of seedOutcomes(subject, seeds, FUZZ_RUNS)) {
    alarms += outcome.alarms.length;
    results += outcome.results;
    report(outcome.alarms, ` (seed ${outcome.seed})`);
    done++;
    if (done % REPORTED !== 0 && done !== seeds.count) continue;
    const which = `${done} of ${seeds.count} seeds${seeds.from === 0 ? "" : ` from ${seeds.from} on`}`;
    console.log(`${which}, ${results} results: ${alarms} false alarms, in ${since()} s`);
  }
}

/** @returns tells the seconds since then */
function stopwatch(): () => string {
  const started = performance.now();
  return () => ((performance.now() - started) / 1000).toFixed(0);
}

function report(failures: Trial["failures"], where = ""): void {
  for (const { name, what } of failures) console.log(`- FALSE ALARM ${name}${where}: ${what}`);
  if (failures.length > 0) process.exitCode = 1;
}
