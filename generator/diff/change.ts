import type { RequestTemplate } from "../../spec/interchange/case.ts";
import type { Json, JsonPointer } from "../../spec/interchange/json.ts";

/**
 * What a change means to who relies on BASE: `breaking` with a witness; `unproved`: neither a witness nor
 * a proof was found; `non-breaking`.
 */
export type ChangeKind = "breaking" | "unproved" | "non-breaking";

/** Where something stands in one of the two documents. */
export interface ChangePlace {
  document: "base" | "head";
  file: string;
  pointer: JsonPointer;
  /** Counted from 1; absent where the file does not show it. */
  line?: number;
}

/** One thing that is not as it was. */
export interface Change {
  kind: ChangeKind;
  /** A stable id: `request-refused`, `status-added`. */
  rule: string;
  /** `POST /orders`, in HEAD's words where HEAD has it. */
  operation: string;
  /** One line: what is not as it was. */
  what: string;
  /** Why nothing could be proved; present when unproved, and only then. */
  why?: string;
  places: ChangePlace[];
  /** Present when breaking, and only then. */
  witness?: Witness;
}

/** A message that one document allows and the other one does not. */
export type Witness = RequestWitness | ResponseWitness;

/** A request that BASE takes and HEAD refuses. */
export interface RequestWitness {
  kind: "request";
  /** The operation's id in BASE; the request is in BASE's terms. */
  operationId: string;
  request: RequestTemplate;
  /** What HEAD refuses it for. */
  refusals: Refusal[];
}

/** An answer that HEAD allows and BASE does not know. */
export interface ResponseWitness {
  kind: "response";
  status: string;
  mediaType?: string;
  /** The body, or the header fields by name; absent where the status or the media type alone tells. */
  body?: Json;
  headers?: Json;
  /** What BASE refuses it for. */
  refusals: Refusal[];
}

/** A constraint that refuses a message. */
export interface Refusal {
  /** The keyword of the schema; otherwise `media-type`, `body`, `parameter`, `style`, `operation`, `security`, `status`. */
  keyword: string;
  /** What it is about, where no schema refuses: a parameter's name, a media type. */
  subject?: string;
  /** The schema part, by name, and where the keyword stands in it; absent where no schema refuses. */
  part?: string;
  place?: JsonPointer;
  /** Where in the instance. */
  at?: JsonPointer;
  /** Where the constraint stands in the document that refuses. */
  pointer: JsonPointer;
  message: string;
}

/** The next version of the document (Semantic Versioning 2.0.0): what is unproved may be breaking. */
export type VersionStep = "none" | "patch" | "minor" | "major";

/** What has changed between two documents. */
export interface Diff {
  step: VersionStep;
  changes: Change[];
}
