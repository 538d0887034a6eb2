import type { Credentials } from "./credentials.ts";
import type { KnownFailing } from "./known-failing.ts";

/** Something that claims to keep a contract. */
export interface Subject {
  /** For reports: `stock Prism`, `http://127.0.0.1:4010`. */
  name: string;
  /** Brings it up. @throws RunError (`subject-failed`) when that fails */
  start(): Promise<RunningSubject>;
  /** What it is known to get wrong, each with a reason. */
  knownFailing: readonly KnownFailing[];
}

/** A subject that takes requests. */
export interface RunningSubject {
  /** The base URL. */
  url: string;
  /** Base URLs of other servers of the document, by their URL there. Default: `url`. */
  servers?: Readonly<Record<string, string>>;
  /** The credentials that it accepts. Default: sound samples. */
  credentials?: Credentials;
  /** Its clock, in epoch milliseconds. Default: the system's. */
  now?: () => number;
  /** Resolves when it takes requests, again if it has ended by itself. Needed when a request can end it. */
  recover?(): Promise<void>;
  /** Takes it down. May be called more than once. */
  stop(): Promise<void>;
}
