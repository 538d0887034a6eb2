import type { ContractViolation } from "./violation.ts";

/** A generated validator. */
export type Check = (
  value: unknown,
  options?: { now?: number },
) => { valid: true } | { valid: false; violations: Omit<ContractViolation, "where">[] };

/** What is checked, and what happens then. */
export interface CheckSettings {
  /** `false` sends requests unchecked. */
  validate?: boolean | undefined;
  /** The time that `now` means in the document's rules, in epoch milliseconds; the system's if absent. */
  clock?: (() => number) | undefined;
  /** Is told of every answer that breaks the contract. Without it and `strictResponses` answers are not checked. */
  onResponseViolation?: ((violation: ResponseViolation) => void) | undefined;
  /** Throws a `ResponseValidationError` for such an answer. */
  strictResponses?: boolean | undefined;
}

/** An answer that breaks the contract. */
export interface ResponseViolation {
  /** The operation's id. */
  operation: string;
  status: number;
  violations: ContractViolation[];
  response: Response;
}

/** What a validator finds in one part of a message. */
export function violationsIn(
  where: string,
  check: Check | null | undefined,
  value: unknown,
  clock: CheckSettings["clock"],
): ContractViolation[] {
  const verdict = check?.(value, clock && { now: clock() });
  return verdict && !verdict.valid ? verdict.violations.map((violation) => ({ where, ...violation })) : [];
}

/** A violation that no validator finds. */
export function violationOf(where: string, keyword: string, message: string, pointer = ""): ContractViolation {
  return { where, pointer, keyword, message };
}
