import type { Operation, SchemaName } from "../../../spec/interchange/contract.ts";
import type { Json, JsonPointer } from "../../../spec/interchange/json.ts";
import type { TransportFailure } from "../transport.ts";
import type { WireResponse } from "../wire-message.ts";

/** What came before and after the answer of an operation that a link of a response leads to. */
export interface LinkTrace {
  /** The operation whose response has the link. */
  source: Operation;
  /** The link in `openapi.json`. */
  pointer: JsonPointer;
  /** The response that has the link. */
  created: WireResponse;
  /** The body that `source` was sent, as a server reads it, and its schema; absent when there is none. */
  sent?: { instance: Json; schema: SchemaName };
  /** Where in the body of `created` the link finds the name of what was made. */
  handle?: JsonPointer;
  /** What came of the deletion that the link leads to. */
  deletion?: DeletionTrace;
}

/** Two answers of an operation that reads, and the answer to a second deletion. */
export interface DeletionTrace {
  /** The operation that reads what is deleted, by another link of the same response. */
  reader: Operation;
  before: WireResponse;
  after: WireResponse | TransportFailure;
  again: WireResponse | TransportFailure;
}
