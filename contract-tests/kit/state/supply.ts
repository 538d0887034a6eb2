import type { Case, RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Operation } from "../../../spec/interchange/contract.ts";
import type { CaseExchange } from "../result.ts";

/** A request whose parameters name something that is there. */
export interface Supplied {
  template: RequestTemplate;
  /** Where it goes, byte for byte, in place of the operation's URL. */
  url?: string;
  /** Removes what was made for this request alone; to be called when it has been answered. */
  release?(exchange: CaseExchange): Promise<void>;
}

/** Makes what requests need to be there, and removes what they have made. */
export interface Supply {
  /**
   * Puts names of something that is there into a request, wherever it has the values of its base.
   *
   * @returns `undefined` at once when the request needs nothing, or when nothing is known to make it with
   */
  supply(operation: Operation, template: RequestTemplate): Promise<Supplied | undefined> | undefined;
  /** Sends the request of a case when nothing of the same name is on the way. */
  inTurn<T>(operation: Operation, testCase: Pick<Case, "request">, send: () => Promise<T>): Promise<T>;
  /** Removes what an accepted request has made, as far as the document says how. */
  tidy(operation: Operation, exchange: CaseExchange): Promise<void> | undefined;
  /** Removes what all requests have shared. */
  close(): Promise<void>;
}
