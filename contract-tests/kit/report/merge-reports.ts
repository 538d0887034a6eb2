import { RunError } from "../run-error.ts";
import type { RunSummary } from "../run-event.ts";
import type { Untested } from "../state/untested.ts";
import { type CaseReport, failuresOf, type RunReport } from "./run-report.ts";

/** A report, and what it is called in messages. */
export interface NamedReport {
  /** A file name. */
  name: string;
  report: RunReport;
}

/**
 * Makes one report of several: of the shards of a run, it is that of the run in one piece, but for
 * durations (the longest counts, as shards run side by side). Different runs, such as that of the cases
 * and that of the workflows, follow each other.
 *
 * @throws RunError (`bad-options`) when a shard is missing or given twice, or two reports hold one case
 */
export function mergeReports(reports: readonly NamedReport[]): RunReport {
  const [first, ...others] = [...Map.groupBy(reports, ({ report }) => planOf(report)).values()].map(wholeOf);
  if (!first) throw new RunError("bad-options", "report", "no report is given", "Name the JSON reports to merge.");
  const whole = others.reduce(followedBy, first);
  refuseRepeated(whole.cases);
  return whole;
}

/** Shards of one run agree in this. */
function planOf({ contract, operations, leftOut }: RunReport): string {
  return JSON.stringify([contract, operations, leftOut]);
}

function wholeOf(reports: readonly NamedReport[]): RunReport {
  const [first, ...others] = reports;
  if (!first) throw new RangeError("no reports");
  refuseIncomplete(reports);
  if (others.length === 0) return first.report;
  const all = reports.map(({ report }) => report);
  const cases = all.flatMap((report) => report.cases).toSorted((one, other) => one.index - other.index);
  const stale = all.flatMap((report) => report.stale).toSorted((one, other) => (one.case < other.case ? -1 : 1));
  const durationMs = Math.max(...all.map(({ summary }) => summary.durationMs));
  const { format, contract, operations, leftOut } = first.report;
  return {
    ...{ format, contract, target: joined(all.map(({ target }) => target)) },
    summary: { ...sumOf(all), durationMs },
    notices: distinct(all.flatMap(({ notices }) => notices)),
    failures: failuresOf(cases, stale),
    ...{ operations, cases, stale, leftOut },
  };
}

function followedBy(before: RunReport, after: RunReport): RunReport {
  const cases = [...before.cases, ...after.cases].map((each, index) => ({ ...each, index }));
  const stale = [...before.stale, ...after.stale];
  const durationMs = before.summary.durationMs + after.summary.durationMs;
  return {
    ...before,
    target: joined([before.target, after.target]),
    summary: { ...sumOf([before, after]), durationMs },
    notices: distinct([...before.notices, ...after.notices]),
    failures: failuresOf(cases, stale),
    operations: [...before.operations, ...after.operations],
    ...{ cases, stale, leftOut: before.leftOut + after.leftOut },
  };
}

function sumOf(reports: readonly RunReport[]): RunSummary {
  const sum = (figure: "cases" | "passed" | "failed" | "knownFailing" | "skipped" | "undecided") =>
    reports.reduce((total, { summary }) => total + summary[figure], 0);
  const untested = untestedOf(reports);
  return {
    ...{ cases: sum("cases"), passed: sum("passed"), failed: sum("failed") },
    ...{ knownFailing: sum("knownFailing"), skipped: sum("skipped"), undecided: sum("undecided") },
    seed: joined(reports.map(({ summary }) => summary.seed)),
    durationMs: 0,
    ...(untested.length > 0 && { untested }),
    ...(reports.some(({ summary }) => summary.cutShort !== undefined) && {
      cutShort: joined(reports.flatMap(({ summary }) => summary.cutShort ?? [])),
    }),
  };
}

/** In the order of the operations, each once: every shard finds most of them. */
function untestedOf(reports: readonly RunReport[]): Untested[] {
  const found = new Map(reports.flatMap(({ summary }) => summary.untested ?? []).map((each) => [each.operation, each]));
  const order = distinct(reports.flatMap(({ operations }) => operations.map(({ id }) => id)));
  return order.flatMap((id) => found.get(id) ?? []);
}

function joined(texts: readonly string[]): string {
  return distinct(texts).join(", ");
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** A verdict on a part is none on the whole. */
function refuseIncomplete(reports: readonly NamedReport[]): void {
  const shards = reports.map(({ name, report }) => ({ name, shard: report.summary.shard ?? "1/1" }));
  const count = Number(shards[0]?.shard.split("/")[1]);
  const wanted = Array.from({ length: count }, (_, index) => `${index + 1}/${count}`);
  const missing = wanted.find((each) => !shards.some(({ shard }) => shard === each));
  if (missing !== undefined && missing !== "1/1") {
    const there = shards.map(({ name, shard }) => `${name} is ${shard}`).join(", ");
    throw new RunError(
      "bad-options",
      "report",
      `shard ${missing} is missing: ${there}`,
      "Give the reports of all shards.",
    );
  }
  const repeated = shards.find(({ shard }, index) => shards.findIndex((other) => other.shard === shard) < index);
  if (repeated) refuse(repeated.name, `holds shard ${repeated.shard}, which another report holds already`);
  const foreign = shards.find(({ shard }) => !wanted.includes(shard));
  if (foreign) refuse(foreign.name, `holds shard ${foreign.shard}, but others are of ${count}`);
}

function refuseRepeated(cases: readonly CaseReport[]): void {
  const seen = new Set<string>();
  for (const each of cases) {
    if (seen.has(each.case)) refuse(each.case, "is in two reports");
    seen.add(each.case);
  }
}

function refuse(where: string, what: string): never {
  throw new RunError("bad-options", where, what, "Give each part of a run once.");
}
