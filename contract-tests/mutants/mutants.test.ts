import { describe, expect, it } from "vitest";
import { REFERENCE_RULES as DIRECT_UPLOAD_RULES } from "./direct-upload/rules.ts";
import type { MutantGroup } from "./mutant.ts";
import { REFERENCE_RULES as ORDERS_RULES } from "./orders/rules.ts";
import { score, type Verdict } from "./score.ts";
import { scoreTable, survivorLines, unattributedLines } from "./score-table.ts";
import { SUBJECTS } from "./subjects.ts";
import { trial } from "./trial.ts";

const RULES: Record<string, object> = { "direct-upload": DIRECT_UPLOAD_RULES, orders: ORDERS_RULES };
const AT_LEAST: Record<string, number> = { "direct-upload": 100, orders: 60 };
const SLOW = 120_000;

describe.each(Object.entries(SUBJECTS))("%s", async (name, load) => {
  const subject = await load();
  const all = subject.groups.flatMap(({ mutants }) => mutants);
  const options = { seed: "test", at: Date.UTC(2026, 0, 31, 9) };

  it("has a server that is accused of nothing", { timeout: SLOW }, async () => {
    const { failures, results } = await trial(subject, {}, options);
    expect(failures).toEqual([]);
    expect(results).toBeGreaterThan(500);
  });

  it("is judged by its links, too, which only a server that remembers keeps", { timeout: SLOW }, async () => {
    const breaking = name === "orders" ? { cancelled: () => undefined } : { deleted: () => undefined };
    const withoutFlows = { ...subject, workflows: { ...subject.workflows, workflows: [] } };
    const { failures } = await trial(withoutFlows, breaking, options);
    const links = failures.filter(({ keyword }) => keyword === "link");
    expect(links.flatMap(({ checks }) => checks)).toContain("gone-after-delete");
  });

  it("has mutants of different names, each with a rule of its own", () => {
    expect(all.length).toBeGreaterThanOrEqual(AT_LEAST[name] ?? 0);
    for (const { mutants } of subject.groups as readonly MutantGroup<object>[]) {
      expect(new Set(mutants.map((mutant) => mutant.name)).size).toBe(mutants.length);
    }
    const reference = RULES[name] as Record<string, unknown>;
    for (const mutant of all) {
      const changed = Object.entries(mutant.rules).filter(([rule, judge]) => judge !== reference[rule]);
      expect([mutant.name, changed.length > 0]).toEqual([mutant.name, true]);
      expect(Object.keys(mutant.rules).filter((rule) => !(rule in reference))).toEqual([]);
    }
  });

  it.each(subject.groups.map(({ group, mutants }) => [group, mutants[0]?.name ?? ""]))(
    "loses the first mutant of the group %s: %s",
    { timeout: SLOW },
    async (group, mutant) => {
      const groups = subject.groups
        .filter((each) => each.group === group)
        .map((each) => ({ ...each, mutants: each.mutants.slice(0, 1) }));
      const verdicts: Verdict<object>[] = [];
      for await (const verdict of score({ ...subject, groups }, options)) verdicts.push(verdict);
      expect([...survivorLines(verdicts), ...unattributedLines(verdicts)]).toEqual([]);
      expect(verdicts.map(({ mutant: { name: own }, attributed }) => [own, attributed !== undefined])).toEqual([
        [mutant, true],
      ]);
      expect(scoreTable(verdicts)).toMatch(/\| \*\*all\*\* \| 1 \| 1 \| 1 \| 0 \|/);
    },
  );
});
