/** One rule of the contract that a request or an answer breaks. */
export interface ContractViolation {
  /** The part of the message: `path`, `query`, `header`, `cookie`, `body`, `url`, `credentials` or `status`. */
  where: string;
  /** JSON Pointer (RFC 6901) into that part; empty for the whole of it. */
  pointer: string;
  /** The rule, as the document names it: `maxLength`. */
  keyword: string;
  /** What is wrong: `must not have more than 1024 characters`. */
  message: string;
}

/** One line for each violation: `createDirectUpload body/expiry: must be … [x-formatMinimum]`. */
export function printViolations(operation: string, violations: ContractViolation[]): string {
  return violations
    .map(({ where, pointer, keyword, message }) => `${operation} ${where}${pointer}: ${message} [${keyword}]`)
    .join("\n");
}

/** A request breaks the contract, or could not be written, and was not sent. */
export class RequestValidationError extends Error {
  override name = "RequestValidationError";
  /** The operation's id. */
  readonly operation: string;
  readonly violations: ContractViolation[];

  constructor(operation: string, violations: ContractViolation[]) {
    super(printViolations(operation, violations));
    this.operation = operation;
    this.violations = violations;
  }
}

/** The error of a request that cannot be written. */
export function refusal(operation: string, where: string, message: string, pointer = ""): RequestValidationError {
  return new RequestValidationError(operation, [{ where, pointer, keyword: where, message }]);
}
