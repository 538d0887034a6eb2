type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** Every status of the classes given: `StatusOf<4>` is 400 to 499. */
export type StatusOf<Class extends 2 | 3 | 4 | 5> = `${Class}${Digit}${Digit}` extends infer Text
  ? Text extends `${infer Status extends number}`
    ? Status
    : never
  : never;

/** Every final status that is no success. */
export type FailureStatus = StatusOf<3 | 4 | 5>;

/** A 2xx answer. */
export interface Success<Status extends number, Data> {
  ok: true;
  status: Status;
  data: Data;
  /** The answer itself, for its headers; its body has been read. */
  response: Response;
}

/** Any other answer. */
export interface Failure<Status extends number, Body> {
  ok: false;
  /** The operation's id. */
  operation: string;
  status: Status;
  /** The body; `undefined` when there is none or it could not be read as the document says. */
  error: Body | undefined;
  /** The body as it came, for a proxy's HTML as well. */
  text: string;
  /** The answer itself, for its headers; its body has been read. */
  response: Response;
}

/** Any outcome of a call. */
export type Outcome = Success<number, unknown> | Failure<number, unknown>;

/** An answer that {@link unwrap} turned into an exception. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly failure: Failure<number, unknown>;

  constructor(failure: Failure<number, unknown>) {
    super(`${failure.operation} was answered with ${failure.status}: ${failure.text.slice(0, 500) || "no text"}`);
    this.failure = failure;
  }

  get status(): number {
    return this.failure.status;
  }
}

/**
 * The data of a call, for callers who prefer exceptions: `await unwrap(client.getImage({ … }))`.
 *
 * @throws {@link ApiError} for every answer that is no success
 */
export async function unwrap<Result extends Outcome>(
  call: Result | Promise<Result>,
): Promise<Extract<Result, { ok: true }>["data"]> {
  const outcome = await call;
  if (outcome.ok) return outcome.data;
  throw new ApiError(outcome);
}
