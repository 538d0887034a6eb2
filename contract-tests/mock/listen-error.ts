/** The mock cannot listen where it was asked to. Its message is one line. */
export class ListenError extends Error {
  override readonly name = "ListenError";

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    const isTaken = cause.code === "EADDRINUSE";
    const what = isTaken ? "the port is taken" : `cannot listen: ${cause.message}`;
    const hint = isTaken ? "choose another one, or 0 for a free one" : "choose another host or port";
    super(`${host}:${port}: ${what}; ${hint} [cannot-listen]`, { cause });
  }
}
