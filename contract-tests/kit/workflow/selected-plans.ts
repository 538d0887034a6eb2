import { casePattern } from "../case-pattern.ts";
import { RunError } from "../run-error.ts";
import { isInShard, type Shard } from "../shard.ts";
import type { FlowPlan } from "./flow-plan.ts";

/**
 * The workflows with a case that is meant, and those that they depend on; all when no pattern is given.
 *
 * @throws RunError (`bad-options`) when no case is meant
 */
export function selectedPlans(all: readonly FlowPlan[], only: readonly string[]): readonly FlowPlan[] {
  if (only.length === 0) return all;
  const isMeant = casePattern(only);
  const wanted = new Set(all.filter(({ cases }) => cases.some(({ name }) => isMeant(name))));
  // Each comes after those that it depends on, so one pass from the end finds them all.
  for (const plan of all.toReversed()) {
    if (wanted.has(plan)) for (const id of plan.workflow.dependsOn) add(id);
  }
  if (wanted.size > 0) return all.filter((plan) => wanted.has(plan));
  const names = all.flatMap(({ cases }) => cases);
  const hint = `Patterns are globs over names such as ${names[0]?.name ?? "workflow/…"}.`;
  throw new RunError("bad-options", `only ${only.join(", ")}`, `means none of the ${names.length} cases`, hint);

  function add(id: string): void {
    const plan = all.find(({ workflow }) => workflow.id === id);
    if (plan) wanted.add(plan);
  }
}

/** Tells which workflows a shard holds: all that depend on each other, named by the first of them. */
export function plansInShard(plans: readonly FlowPlan[], shard: Shard | undefined): (plan: FlowPlan) => boolean {
  const first = new Map<string, string>();
  for (const { workflow } of plans) {
    const groups = [workflow.id, ...workflow.dependsOn.map((id) => first.get(id) ?? id)];
    const name = groups.at(1) ?? workflow.id;
    first.set(workflow.id, name);
    for (const [id, group] of first) if (groups.includes(group)) first.set(id, name);
  }
  return ({ workflow }) => isInShard(`workflow/${first.get(workflow.id)}`, shard);
}
