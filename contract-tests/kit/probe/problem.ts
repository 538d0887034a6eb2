import type { RunErrorCode } from "../run-error.ts";

/** Why an operation, or all of a target, cannot be tested. */
export interface Problem {
  code: RunErrorCode;
  /** What the target does, to be read after its URL. @param share - `every operation`, `3 of 5 operations` */
  what(share: string): string;
  /** How to mend it. */
  hint: string;
  /** Parameters for which somebody has to name a value. */
  parameters?: string[];
}
