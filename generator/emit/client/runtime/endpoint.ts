import type { Outcome } from "./outcome.ts";
import type { WritePathParameter } from "./path.ts";
import type { Read } from "./read.ts";

/** The parts of a request, as they travel. */
export interface CallInput {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  header?: Record<string, unknown>;
  cookie?: Record<string, unknown>;
  body?: unknown;
  contentType?: string;
  url?: string;
}

/** What parameters and credentials have added to a request. */
export interface Draft {
  /** Percent-encoded. */
  query: string[];
  headers: Record<string, string>;
}

/** A body, and the content-type of those that do not bring their own. */
export interface WrittenBody {
  body: NonNullable<RequestInit["body"]>;
  type?: string;
}

/** Writes a body of a media type. */
export type WriteBody = (value: unknown, mediaType: string) => WrittenBody;

/** An operation: its facts, and the functions that write what it takes. */
export interface Endpoint<Input, Result> {
  id: string;
  method: string;
  /** The path template. */
  path: string;
  server: string;
  /** Alternatives of credentials by name, an empty one last; it gets none if absent. */
  security?: string[][];
  writePath?: WritePathParameter;
  /** Writes the other parameters. */
  write?: (draft: Draft, input: CallInput) => void;
  /** The media type of bodies, unless a call names another. */
  contentType?: string;
  /** By media type. */
  writeBody?: Record<string, WriteBody>;
  /** Reads answers; as JSON if absent. */
  read?: Read;
  /** Never there: it carries the types. */
  types?: (input: Input) => Result;
}

/** An operation of any type. */
export type AnyEndpoint = Endpoint<never, unknown>;

/** Judges what a call sends or gets. */
export interface Guard {
  request?(endpoint: AnyEndpoint, input: CallInput): void;
  outcome?(endpoint: AnyEndpoint, outcome: Outcome): void;
}
