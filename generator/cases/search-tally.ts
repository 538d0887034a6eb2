import type { SkippedCase } from "../../spec/interchange/case.ts";

/** Counts what a search proposed and nothing could be proved of, so that it is left out by number and not unsaid. */
export class SearchTally {
  readonly #found = new Map<string, { tests: SkippedCase["tests"]; reasons: Map<string, number> }>();

  /** One more that was left out. */
  count(tests: SkippedCase["tests"], reason: string): void {
    const of = this.#found.get(tests.keyword) ?? { tests, reasons: new Map<string, number>() };
    of.reasons.set(reason, (of.reasons.get(reason) ?? 0) + 1);
    this.#found.set(tests.keyword, of);
  }

  /** One entry for each keyword, at the first place where it was tried. */
  skipped(operation: string): SkippedCase[] {
    return [...this.#found].map(
      ([
        keyword,
        {
          tests: { pointer },
          reasons,
        },
      ]) => {
        const counts = [...reasons].sort(([, one], [, other]) => other - one);
        const sum = counts.reduce((total, [, number]) => total + number, 0);
        const [[only = ""] = []] = counts;
        const why =
          counts.length === 1
            ? only
            : counts.map(([reason, number]) => `${number === 1 ? "once" : `${number} times`}: ${reason}`).join("; ");
        return {
          name: `${operation}/searched/${encodeURIComponent(keyword)}`,
          tests: { keyword, pointer },
          reason: `${sum} ${sum === 1 ? "value" : "values"} of a search left out; ${why}`,
        };
      },
    );
  }
}
