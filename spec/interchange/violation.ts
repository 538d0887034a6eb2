import type { JsonPointer } from "./json.ts";

/** One constraint that an instance breaks. Printed as `pointer: message [keyword]`. */
export interface Violation {
  /** Where in the instance; empty for the whole of it. */
  pointer: JsonPointer;
  /** The keyword that refuses it, e.g. `maxLength`. */
  keyword: string;
  /** Where the keyword stands in the schema of the same name. */
  schemaPointer: JsonPointer;
  /** What is wrong, e.g. `must not have more than 1024 characters`. */
  message: string;
}

/** What a generated validator answers. */
export type ValidationResult<T = unknown> = { valid: true; value: T } | { valid: false; violations: Violation[] };

/** Options of a generated validator. */
export interface ValidationOptions {
  /** The time that `now` means: epoch milliseconds or a `Date`. The system's clock when absent. */
  now?: number | Date;
}

/** A generated validator. */
export type Validator<T = unknown> = (value: unknown, options?: ValidationOptions) => ValidationResult<T>;
