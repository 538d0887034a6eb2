import type { Expectation, RejectionReason } from "../../../spec/interchange/case.ts";
import { isAmong } from "./documented.ts";

/** Statuses that a class such as `4XX` does not stand for, as they refuse for another reason than the case's. */
const OTHER_REASONS: Record<RejectionReason, readonly number[]> = {
  credentials: [404, 405, 408, 409, 413, 415, 429],
  "media-type": [401, 403, 404, 405, 408, 409, 429],
  data: [401, 403, 404, 405, 408, 409, 415, 429],
  method: [],
};

/** Whether a status is what a case expects; a refusal for the reason that it names, and not by accident. */
export function meetsExpectation(status: number, { because = "data", status: expected }: Expectation): boolean {
  if (expected.includes(String(status))) return true;
  return isAmong(status, expected) && !OTHER_REASONS[because].includes(status);
}
