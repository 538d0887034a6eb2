import type { Verdict } from "./score.ts";

const COLUMNS = [
  "group",
  "mutants",
  "killed",
  "attributed",
  "survivors with a reason",
  "first kill, ms",
  "requests",
  "total, s",
];

/** The verdicts by group as a table in Markdown; times and requests up to the first kill are medians. */
export function scoreTable(verdicts: readonly Verdict<object>[]): string {
  const rows = [...Map.groupBy(verdicts, ({ group }) => group)].map(([group, own]) => rowOf(group, own));
  const lines = [
    COLUMNS,
    COLUMNS.map((_, index) => (index === 0 ? "---" : "--:")),
    ...rows,
    rowOf("**all**", verdicts),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function rowOf(group: string, verdicts: readonly Verdict<object>[]): string[] {
  const kills = verdicts.flatMap(({ kill }) => kill ?? []);
  const known = verdicts.filter(({ kill, mutant }) => !kill && mutant.survives !== undefined);
  const attributed = verdicts.filter((verdict) => verdict.attributed);
  const seconds = verdicts.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  return [
    ...[group, ...[verdicts, kills, attributed, known].map(({ length }) => String(length))],
    ...[median(kills.map(({ ms }) => ms)), median(kills.map(({ results }) => results)), seconds].map((value) =>
      value.toFixed(0),
    ),
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
}

/** The mutants that nobody has killed, one a line, each with the reason. */
export function survivorLines(verdicts: readonly Verdict<object>[]): string[] {
  return verdicts
    .filter(({ kill }) => !kill)
    .map(({ group, mutant }) => `${group}: ${mutant.name} (${mutant.what}): ${mutant.survives ?? "NO REASON KNOWN"}`);
}

/** The kills that nothing attributes, one a line, each with the case that fails first. */
export function unattributedLines(verdicts: readonly Verdict<object>[]): string[] {
  return verdicts
    .filter(({ kill, attributed }) => kill && !attributed)
    .map(({ group, mutant: { name, what, breaks }, kill }) => {
      return `${group}: ${name} (${what}): killed by ${kill?.name}, not by a case of ${breaks.join(", ")}`;
    });
}
