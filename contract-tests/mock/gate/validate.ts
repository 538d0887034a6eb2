import type { Validator } from "../../../spec/interchange/violation.ts";
import { protocolViolation, type RequestViolation } from "./refusal.ts";

/**
 * Runs a generated validator.
 *
 * @param now - epoch milliseconds, what `now` in a schema means
 * @returns what is wrong; empty when nothing is. An instance that is nested too deep to be looked
 * through is wrong.
 */
export function validate(
  validator: Validator,
  value: unknown,
  place: RequestViolation["place"],
  now: number,
): RequestViolation[] {
  try {
    const result = validator(value, { now });
    return result.valid ? [] : result.violations.map((violation) => ({ ...violation, place }));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [protocolViolation(place, "depth", "must not be nested so deep")];
  }
}
