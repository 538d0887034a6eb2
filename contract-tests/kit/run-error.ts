/** Why a run cannot be made, as opposed to a contract that is not kept. */
export type RunErrorCode =
  | "unreachable-target"
  | "unknown-host"
  | "untrusted-certificate"
  | "wrong-protocol"
  | "redirected"
  | "gateway-error"
  | "not-the-api"
  | "wrong-base-path"
  | "missing-parameters"
  | "rate-limited"
  | "refused-requests"
  | "refused-credentials"
  | "missing-credentials"
  | "nothing-to-send"
  | "bad-case"
  | "bad-options"
  | "subject-failed";

/** A run cannot be made. It says nothing about the contract. */
export class RunError extends Error {
  override readonly name = "RunError";
  readonly code: RunErrorCode;
  /** The target, file, case or option. */
  readonly where: string;
  readonly what: string;
  /** How to mend it. */
  readonly hint: string;

  constructor(code: RunErrorCode, where: string, what: string, hint: string, options?: ErrorOptions) {
    super(`${where}: ${what} [${code}]\n  hint: ${hint}`, options);
    this.code = code;
    this.where = where;
    this.what = what;
    this.hint = hint;
  }
}
