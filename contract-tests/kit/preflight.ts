import { guardFor, skewNotice } from "./clock-skew.ts";
import type { Plan } from "./plan.ts";
import { type ProbeOptions, probeTarget } from "./probe.ts";
import type { CaseContext } from "./run-case.ts";

const STOPPED =
  "the Date of the target's answers stands still, so that its clock is not known; instants in requests are those of this machine's";

/**
 * Tries the target before the first case: whether there is something to test, what its clock says and
 * which operations refuse their base request.
 *
 * @param context - takes what is found out
 * @returns the context to run the cases with, and what a person should know, a line each
 * @throws RunError when the target cannot be tested
 */
export async function preflight(
  { bases }: Pick<Plan, "bases">,
  context: CaseContext,
  options: ProbeOptions,
): Promise<{ context: CaseContext; notices: string[] }> {
  const { skew, standsStill, ...found } = await probeTarget(bases, context, options);
  const known = Object.assign(context, found);
  if (standsStill) return { context: known, notices: [STOPPED] };
  if (!skew) return { context: known, notices: [] };
  const { now, guardMs } = context;
  const notice = skewNotice(skew);
  return {
    context: Object.assign(known, {
      now: () => now() + skew.skewMs,
      ownClock: now,
      guardMs: guardFor(guardMs, skew),
    }),
    notices: notice === undefined ? [] : [notice],
  };
}
