/** What two testers have found of a mutant. */
export interface MutantComparison {
  group: string;
  name: string;
  /** The case of the kit that fails. */
  ours: string | undefined;
  /** The failure that Schemathesis reports. */
  theirs: string | undefined;
}

/** A table in Markdown: of every group, how many mutants the kit and Schemathesis have killed. */
export function comparisonTable(comparisons: readonly MutantComparison[]): string {
  const row = (group: string, own: readonly MutantComparison[]): string => {
    const killed = (by: "ours" | "theirs") => own.filter((comparison) => comparison[by] !== undefined).length;
    return `| ${group} | ${own.length} | ${killed("ours")} | ${killed("theirs")} |`;
  };
  return [
    "| group | mutants | killed by the kit | by Schemathesis |",
    "|---|--:|--:|--:|",
    ...[...Map.groupBy(comparisons, ({ group }) => group)].map(([group, own]) => row(group, own)),
    row("**all**", comparisons),
  ].join("\n");
}
