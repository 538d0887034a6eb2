import type { BrokenRule } from "./broken-rule.ts";
import type { RefusalReason } from "./gate/refusal.ts";

/** What a mock tells of its work. No event holds credentials, a query or a body. */
export type MockEvent =
  | {
      kind: "answered";
      method: string;
      /** As it travelled, without the query. */
      path: string;
      /** The operation's id, if the request was for one. */
      operation?: string;
      status: number;
      refused?: RefusalReason;
      violations: BrokenRule[];
      /** The connection was ended on purpose, before the answer or in its body. */
      dropped?: "headers" | "body";
      milliseconds: number;
    }
  /** The client went away before its request had arrived. */
  | { kind: "aborted"; method: string; path: string; operation?: string }
  /** What came in was no HTTP request, or none within the limits. */
  | { kind: "unreadable"; status: number; reason: string }
  /** The answer was not what the contract says, or there was none: a fault of the document or of the mock. */
  | { kind: "failed"; method: string; path: string; operation?: string; reason: string; cause?: unknown }
  /** Prism objects to an answer that the contract's own validators accept. */
  | { kind: "witness"; operation: string; status: number; objections: string[] };

/** Listens to a mock. What it throws is ignored. */
export type MockListener = (event: MockEvent) => void;

/** A listener that cannot throw. */
export function guardedListener(listener: MockListener | undefined): MockListener {
  return (event) => {
    try {
      listener?.(event);
    } catch {
      // A broken listener must not take requests down with it.
    }
  };
}
