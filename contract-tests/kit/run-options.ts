import type { Check } from "./checks/check.ts";
import type { Credentials } from "./credentials.ts";
import type { FuzzOptions } from "./fuzz/fuzz-options.ts";
import type { KnownFailing } from "./known-failing.ts";
import type { Wait } from "./rate-limit.ts";
import type { RunArtefacts } from "./run-case.ts";
import type { Shard } from "./shard.ts";
import type { Target } from "./target.ts";
import type { Transport } from "./transport.ts";
import type { Header } from "./wire-message.ts";

/** What to run, against what, and how. */
export interface RunOptions {
  artefacts: RunArtefacts;
  target: Target;
  /** Default: HTTP with keep-alive, closed at the end of the run. */
  transport?: Transport;
  /** Credentials by security scheme. Cases that need others are skipped. */
  credentials?: Credentials;
  /** Header fields that every request carries. */
  headers?: readonly Header[];
  /** Values for parameters of the base requests, by name. */
  params?: Readonly<Record<string, string>>;
  /** Decides the texts that only one request carries. A server that remembers wants another one each time. */
  seed: string;
  /** The target's clock, in epoch milliseconds. Default: the system's, corrected by the `Date` fields of answers. */
  now?: () => number;
  /** How far guarded instants keep from a bound, in milliseconds. Default 2000. */
  guardMs?: number;
  /** How long an answer may take, in milliseconds. Default 10000. */
  timeoutMs?: number;
  /** Patterns of `casePattern`: cases that match none are left out. */
  only?: readonly string[];
  /** Patterns of `casePattern`: cases that match one are skipped. */
  skip?: readonly string[];
  knownFailing?: readonly KnownFailing[];
  /** Random requests besides the cases. Default: none. */
  fuzz?: FuzzOptions;
  /** Which part of the cases to run. Default: all. */
  shard?: Shard;
  checks?: readonly Check[];
  /** How many requests are under way at once. Default 8. */
  concurrency?: number;
  /** Whether the target is tried before the cases are sent. Default true. */
  probe?: boolean;
  /**
   * Whether requests that may change something are sent to a target that is not this machine. Default
   * false: they are skipped.
   */
  allowWrites?: boolean;
  /** After so many milliseconds no further case is begun; those that are left are skipped. */
  maxTimeMs?: number;
  /** Waits for so many milliseconds, when the target wants to be asked later. Default: a timer. */
  wait?: Wait;
  /** Ends the run early: it throws the signal's reason. */
  signal?: AbortSignal;
  /** Ends it early without losing what it has found; its reason is told, such as `SIGINT`. */
  interrupt?: AbortSignal;
  /** Measures the duration of the run, in milliseconds. Default `performance.now`. */
  stopwatch?: () => number;
}
