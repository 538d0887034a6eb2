/** A rule that a request breaks: a constraint of the contract, or one that only the state of a mock can tell. */
export interface BrokenRule {
  /** The part of the request: `body`, `path`, `credentials`. */
  place: string;
  /** A JSON Pointer into it. */
  pointer: string;
  /** The rule's name. */
  keyword: string;
  message: string;
}
