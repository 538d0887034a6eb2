import type { ValidationOptions, ValidationResult, Violation } from "../../../spec/interchange/violation.ts";

/** An error as Ajv's compiled code reports it. */
interface CompiledError {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  message?: string;
}

/** A function that Ajv has compiled; `this` carries the clock. */
export interface CompiledCheck {
  (this: { now: number } | undefined, value: unknown): boolean;
  errors?: CompiledError[] | null;
}

/** Runs a compiled check and turns what it says into a {@link ValidationResult}. Part of every generated `validators.js`. */
export function verdict(check: CompiledCheck, value: unknown, options?: ValidationOptions): ValidationResult {
  const now = options?.now;
  if (check.call(now === undefined ? undefined : { now: Number(now) }, value)) return { valid: true, value };
  return { valid: false, violations: (check.errors ?? []).map(toViolation) };
}

function toViolation({ instancePath, schemaPath, keyword, message = "" }: CompiledError): Violation {
  return {
    pointer: instancePath,
    keyword,
    schemaPointer: schemaPath.slice(1),
    message,
  };
}
