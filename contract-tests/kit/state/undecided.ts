import { isDeepStrictEqual } from "node:util";
import type { Case, RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Operation, Parameter } from "../../../spec/interchange/contract.ts";
import { below, tokensOf } from "../../../spec/interchange/pointer.ts";
import type { CheckContext } from "../checks/check.ts";
import { isDocumentedAnswer } from "../probe/documented-answer.ts";
import { conditionsBehind, speaksOfState } from "../probe/of-state.ts";
import { isTransportFailure, type TransportFailure } from "../transport.ts";
import type { WireResponse } from "../wire-message.ts";
import { textIn } from "./parameter-text.ts";

/** What is known of the state of the target. */
export interface KnownState {
  artefacts: CheckContext["artefacts"];
  now: () => number;
  /** By operation id: the status with which the API refuses the base request, as the document allows. */
  refusals?: ReadonlyMap<string, number>;
  /** By operation id: parameters that take only what the server itself has given out. */
  handles?: ReadonlyMap<string, readonly Handle[]>;
}

/** A parameter that takes what the server has given out, and its text in the base request. */
export interface Handle extends Pick<Parameter, "in" | "name"> {
  base: unknown;
}

/**
 * Why an answer proves nothing, though it may seem to break the contract, or to keep it: it speaks of what
 * is there, in a way that the document allows, and what is there nobody knows.
 *
 * @param isRight - whether no check complains of the answer
 * @returns `undefined` when the answer can be judged
 */
export function reasonUndecided(
  { operation, testCase, template }: { operation: Operation; testCase: Case; template: RequestTemplate },
  answer: WireResponse | TransportFailure,
  { artefacts, now, refusals, handles }: KnownState,
  isRight: boolean,
): string | undefined {
  if (isTransportFailure(answer) || answer.status < 400 || answer.status >= 500) return undefined;
  const { status } = answer;
  const { outcome, because } = testCase.expect;
  if (isRight && outcome === "accepted") return undecidedName(operation, testCase, status);
  const documented = () => isDocumentedAnswer(operation, answer, { artefacts, now });
  const isRefused = speaksOfState(status) && refusals?.get(operation.id) === status;
  // A 404 for a wrong value in the path is right, but no proof where a right value gets it, too.
  const provesNothing = !isRight || because === "data";
  if (isRefused && provesNothing && dependsOnState(testCase, status) && documented()) {
    return `undecided: the base request of ${operation.id} is answered ${status} too, so that what it needs is not there${hintFor(operation, status)}`;
  }
  if (isRight || outcome === "rejected") return undefined;
  if (status === 409 && documented()) return "undecided: answered 409, which depends on what is there";
  // Conditions come after all other checks of a request (RFC 9110, section 13.2.1): they excuse no wrong refusal of data.
  const conditions = conditionsBehind(status, changedHeaders(testCase));
  if (conditions.length > 0 && documented())
    return `undecided: answered ${status}, which depends on what is there and on ${conditions.join(" and ")}`;
  const handle = handles?.get(operation.id)?.find((each) => !isDeepStrictEqual(textIn(template, each), each.base));
  if (handle && speaksOf(handle, status, operation) && documented()) {
    return `undecided: the ${handle.in} parameter ${handle.name} takes what the server has given out`;
  }
  return undefined;
}

function changedHeaders({ request }: Case): string[] {
  return request.flatMap(({ path }) => {
    const [place, name] = tokensOf(path);
    return place === "headers" && name !== undefined ? [name] : [];
  });
}

/** A case that may be answered 404, as another value in the path may name nothing. */
function undecidedName({ parameters }: Operation, { request }: Case, status: number): string {
  const changed = parameters.filter(
    (parameter) =>
      parameter.in === "path" && request.some(({ path }) => path.startsWith(below("/path", parameter.name))),
  );
  const names = changed.map(({ name }) => name).join(" and ") || "the path";
  return `undecided: answered ${status}, as another value of ${names} need not name anything that is there`;
}

/**
 * Whether a case can only be judged where what it needs is there. Credentials and methods are refused before
 * anybody looks at what is there; so are media types and bodies that cannot be read, unless a server looks
 * first for what the path names.
 */
function dependsOnState({ expect, tests }: Case, status: number): boolean {
  if (expect.outcome !== "rejected") return true;
  if (status === 404 || status === 410) return expect.because === "data" || expect.because === "media-type";
  // A case about the form of a body names the media type in place of a keyword.
  return expect.because === "data" && !tests.keyword.includes("/");
}

/**
 * Whether a status may say that a handle leads nowhere. In a path that is 404 or 410; another refusal
 * speaks of the request, unless the document has neither.
 */
function speaksOf({ in: place }: Handle, status: number, { responses }: Operation): boolean {
  const hasGone = responses.some((response) => response.status === "404" || response.status === "410");
  return (place === "path" && hasGone ? [404, 410] : [400, 404, 410, 422]).includes(status);
}

function hintFor({ parameters }: Operation, status: number): string {
  const names = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
  return status === 404 && names.length > 0 ? `; give ${names.map((name) => `--param ${name}=…`).join(" ")}` : "";
}
