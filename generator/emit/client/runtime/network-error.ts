/** No answer came, or not the whole of it; `cause` says why. */
export class NetworkError extends Error {
  override name = "NetworkError";
  /** The operation's id. */
  readonly operation: string;

  constructor(operation: string, origin: string, cause: unknown) {
    // Node says what happened one level down: "fetch failed" is caused by "connect ECONNREFUSED …".
    super(`${operation}: no answer from ${origin} (${(cause as Error | undefined)?.cause ?? cause})`, { cause });
    this.operation = operation;
  }
}
