import type { FreshSegment } from "../../spec/interchange/expression.ts";
import type { FreshAlphabet, FreshTexts } from "../../spec/interchange/fresh-text.ts";
import type { PlannedCase } from "./plan.ts";

/**
 * Sets fresh texts aside for every case of a plan, in its order. What a case sends then depends neither
 * on the order of sending nor on which cases are left to other shards, and shards that run at the same
 * time never meet.
 *
 * @returns the source of a case; one that asks for more than its template names gets what is left
 */
export function reserveFresh(cases: readonly PlannedCase[], fresh: FreshTexts): (planned: PlannedCase) => FreshTexts {
  const reserved = new Map<PlannedCase, SetAside[]>();
  for (const planned of cases) {
    if (!("template" in planned)) continue;
    const wishes = freshIn(planned.template);
    reserved.set(
      planned,
      wishes.map(({ fresh: length, of }) => ({ of, text: fresh(length, of) })),
    );
  }
  return (planned) => {
    const texts = [...(reserved.get(planned) ?? [])];
    return (length, of) => {
      const index = texts.findIndex(({ text, of: own }) => text.length === length && own === of);
      return index < 0 ? fresh(length, of) : (texts.splice(index, 1)[0] as SetAside).text;
    };
  };
}

interface SetAside {
  of: FreshAlphabet | undefined;
  text: string;
}

/** The fresh texts of a template, in the order in which they are rendered. */
export function freshIn(value: unknown): FreshSegment[] {
  if (typeof value !== "object" || value === null) return [];
  if ("fresh" in value && typeof value.fresh === "number") return [value as FreshSegment];
  return Object.values(value).flatMap(freshIn);
}
