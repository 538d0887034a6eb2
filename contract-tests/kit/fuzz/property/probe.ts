import type { Arbitrary } from "fast-check";
import type { Case, RequestTemplate } from "../../../../spec/interchange/case.ts";
import type { RunArtefacts } from "../../run-case.ts";
import type { JudgingTime } from "../request/judge-request.ts";
import type { RequestSpace } from "../request/request-space.ts";

/** A random request, and what its answer has to be. */
export interface Probe {
  template: RequestTemplate;
  tests: Case["tests"];
  expect: Case["expect"];
  /** What is wrong with it, for a person: `body/id: must not have more than 5 characters`. */
  fault?: string;
  /** Whether something that it creates may be there already. */
  mayBeTaken: boolean;
}

/** What a property makes its requests from. */
export interface PropertyContext {
  space: RequestSpace;
  artefacts: RunArtefacts;
  /** Read whenever a request is judged. */
  time(): JudgingTime;
  /** The bytes and the Content-Type of a request's body as it would travel; `undefined` when it has none. */
  encode(template: RequestTemplate): { bytes: Uint8Array; contentType: string | null } | undefined;
  /** Where the document speaks of a keyword at a place of the request. */
  pointerOf(place: string, keyword: string): string | undefined;
}

/** Something that holds for every random request of an operation. */
export interface FuzzProperty {
  /** The last piece of the case's name. */
  id: string;
  /** Why an operation cannot be tried so; `undefined` when it can. */
  leftOut(space: RequestSpace): string | undefined;
  /**
   * Random requests; those that are not what the property is about are `undefined`. The function is
   * called when the request is about to be sent, so that instants are judged by the time it is then.
   */
  probes(context: PropertyContext): Arbitrary<() => Probe | undefined>;
}
