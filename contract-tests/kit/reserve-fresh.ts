import type { PlannedCase } from "./plan.ts";

/** Gives texts that no other request of the run carries. */
export type Fresh = (length: number) => string;

/**
 * Sets fresh texts aside for every case of a plan, in its order. What a case sends then depends neither
 * on the order of sending nor on which cases are left to other shards, and shards that run at the same
 * time never meet.
 *
 * @returns the source of a case; one that asks for more than its template names gets what is left
 */
export function reserveFresh(cases: readonly PlannedCase[], fresh: Fresh): (planned: PlannedCase) => Fresh {
  const reserved = new Map<PlannedCase, string[]>();
  for (const planned of cases) {
    if ("template" in planned) reserved.set(planned, lengthsIn(planned.template).map(fresh));
  }
  return (planned) => {
    const texts = [...(reserved.get(planned) ?? [])];
    return (length) => {
      const index = texts.findIndex((text) => text.length === length);
      return index < 0 ? fresh(length) : (texts.splice(index, 1)[0] ?? "");
    };
  };
}

/** The lengths of the fresh texts in a template, in the order in which they are rendered. */
function lengthsIn(value: unknown): number[] {
  if (typeof value !== "object" || value === null) return [];
  if ("fresh" in value && typeof value.fresh === "number") return [value.fresh];
  return Object.values(value).flatMap(lengthsIn);
}
