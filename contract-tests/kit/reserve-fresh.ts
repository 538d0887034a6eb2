import type { FreshAlphabet } from "../../spec/interchange/fresh-alphabet.ts";
import { type FreshTexts, freshSegments, freshSource } from "../../spec/interchange/fresh-text.ts";
import type { PlannedCase } from "./plan.ts";
import { type Shard, shardName } from "./shard.ts";

/** The fresh texts of a run. */
export interface ReservedFresh {
  /** The source of a case; one that asks for more than its template names gets what is left. */
  freshOf(planned: PlannedCase): FreshTexts;
  /** What is left, for the requests that are of no case. */
  fresh: FreshTexts;
}

/**
 * Sets fresh texts aside for every case of a plan, in its order. What a case sends then depends neither
 * on the order of sending nor on which cases are left to other shards, and shards that run at the same
 * time never meet: what is left is another source in each of them.
 */
export function reserveFresh(
  cases: readonly PlannedCase[],
  { seed, shard }: { seed: string; shard?: Shard | undefined },
): ReservedFresh {
  const whole = freshSource(seed);
  const reserved = new Map<PlannedCase, SetAside[]>();
  for (const planned of cases) {
    if (!("template" in planned)) continue;
    const wishes = freshSegments(planned.template);
    reserved.set(
      planned,
      wishes.map(({ fresh: length, of }) => ({ of, text: whole(length, of) })),
    );
  }
  const fresh = shard ? freshSource(`${seed} ${shardName(shard)}`) : whole;
  const freshOf = (planned: PlannedCase): FreshTexts => {
    const texts = [...(reserved.get(planned) ?? [])];
    return (length, of) => {
      const index = texts.findIndex(({ text, of: own }) => text.length === length && own === of);
      return index < 0 ? fresh(length, of) : (texts.splice(index, 1)[0] as SetAside).text;
    };
  };
  return { freshOf, fresh };
}

interface SetAside {
  of: FreshAlphabet | undefined;
  text: string;
}
