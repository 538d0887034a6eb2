import type { Artefacts } from "../artefacts.ts";
import type { Credentials } from "../kit/credentials.ts";
import type { WorkflowDocument } from "../kit/workflow/workflow-document.ts";
import type { MutantGroup } from "./mutant.ts";
import type { ReferenceServer } from "./server/listen.ts";

/** How a reference server is started for a trial. */
export interface Start<R> {
  rules: Partial<R>;
  /** The clock of server and runner, in epoch milliseconds. */
  now: () => number;
  /** Whether it keeps what it is told. One that keeps nothing has a sample for every id, so that single cases can be judged. */
  remembers: boolean;
}

/**
 * A document with its conforming server and the faults that can be switched on in it.
 *
 * @typeParam R - the rules of the server
 */
export interface Subject<R> {
  name: string;
  artefacts: Artefacts;
  workflows: WorkflowDocument;
  credentials: Credentials;
  groups: readonly MutantGroup<R>[];
  start(how: Start<R>): Promise<ReferenceServer>;
}
