import fc from "fast-check";
import { rejected } from "../../../../spec/interchange/expectation.ts";
import { mutatedDrafts } from "../mutation/mutate-draft.ts";
import { judgeRequest, type PlacedViolation } from "../request/judge-request.ts";
import type { FuzzProperty, Probe, PropertyContext } from "./probe.ts";
import { type SoundDraft, soundDraft } from "./valid-data.ts";

/** How many changes are tried until one is a fault. */
const TRIES = 25;

/** Valid data with one random change that the validators call invalid is rejected. */
export const invalidData: FuzzProperty = {
  id: "invalid",
  leftOut: (space) => (space.isVaried ? undefined : "it takes no data"),
  probes: (context) =>
    // A change is what its number says; another number would be another change, not a simpler one.
    fc.tuple(context.space.drafts, fc.noShrink(fc.nat())).map(([draft, salt]) => () => {
      const sound = soundDraft(draft, context);
      return sound && faulty(sound, salt, context);
    }),
};

function faulty(sound: SoundDraft, salt: number, context: PropertyContext): Probe | undefined {
  const { space, artefacts, time, pointerOf } = context;
  const { operation } = space;
  for (const mutated of mutatedDrafts(sound.draft, space, salt).take(TRIES)) {
    const template = space.template(mutated.draft);
    const violations = template && judgeRequest(template, operation, artefacts, time());
    const [violation] = (violations ?? []).toSorted((one, other) => depthOf(other) - depthOf(one));
    if (!template || !violation || violation.place !== mutated.place) continue;
    const { place, pointer, keyword, message } = violation;
    return {
      template,
      tests: { keyword, pointer: pointerOf(`${place}${pointer}`, keyword) ?? operation.pointer },
      expect: rejected(operation, "data"),
      fault: `${place}${pointer}: ${message}`,
      mayBeTaken: sound.mayBeTaken,
    };
  }
  return undefined;
}

/** The deepest violation is the most telling: those of unions stand above those of their branches. */
function depthOf({ pointer, keyword }: PlacedViolation): number {
  const isUnion = keyword === "anyOf" || keyword === "oneOf" || keyword === "if";
  return pointer.split("/").length * 2 - (isUnion ? 1 : 0);
}
