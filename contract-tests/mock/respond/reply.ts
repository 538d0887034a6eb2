import type { SecurityScheme } from "../../../spec/interchange/contract.ts";
import type { Artefacts } from "../../artefacts.ts";
import type { Behaviour, HandlerAnswer, HandlerContext, OperationHandler } from "../behaviour.ts";
import type { BrokenRule } from "../broken-rule.ts";
import { challenges } from "../gate/credentials.ts";
import type { HeaderFields } from "../gate/header-fields.ts";
import { type Refusal, responseFor } from "../gate/refusal.ts";
import type { Acceptance } from "../gate.ts";
import { type Answer, allow, problemAnswer } from "./answer.ts";
import { writeAnswer, writeHandled } from "./handled.ts";
import { parsePrefer } from "./prefer.ts";
import { type NoAnswer, type Responder, successStatus } from "./responder.ts";
import { VIOLATION_HEADER, violationHeader } from "./violation-header.ts";

/** The answer to a request; `failure` when it is the mock's own 500. */
export type Reply = Answer & {
  failure?: string;
  /** What a handler refused it for. */
  violations?: BrokenRule[];
};

/** What answers are made with. */
export interface ReplyParts {
  artefacts: Artefacts;
  respond: Responder;
  behaviour?: Behaviour | undefined;
  /** What handlers depend on, at this moment. */
  context(): HandlerContext;
}

/** Header fields that an answer of a status has besides those of the contract; real ones, in place of an example's. */
export type RealFields = (status: number) => Record<string, string>;

/**
 * Answers a request that keeps the contract: by the operation's handler, or, if it has none or the
 * `Prefer` field asks for one, with an example.
 */
export async function replyToAcceptance(
  acceptance: Acceptance,
  headers: HeaderFields,
  parts: ReplyParts,
  real: RealFields,
): Promise<Reply> {
  const { accepted } = acceptance;
  const preferences = parsePrefer(headers.get("prefer"));
  if ("fault" in preferences) return badPreference(preferences.fault);
  const { code, delay: _, drop: __, ...rest } = preferences;
  const handlers = parts.behaviour?.handlers ?? {};
  const wantsExample = code !== undefined || rest.example !== undefined || rest.dynamic === true;
  const handler = Object.hasOwn(handlers, accepted.id) ? handlers[accepted.id] : undefined;
  if (handler && !wantsExample) return replyByHandler(acceptance, handler, parts, real);
  const status = code ?? successStatus(accepted);
  // Nothing is promised for this, so that nothing can be said.
  if (status === undefined) return { status: 204, headers: real(204), body: Buffer.alloc(0) };
  if (code !== undefined && !responseFor(accepted, code)) {
    const documented = accepted.responses.map((response) => response.status).join(", ");
    return badPreference(`Prefer: ${accepted.id} documents no response ${code}; it documents ${documented}`);
  }
  // An example that was asked for stays one.
  const fields = wantsExample ? {} : real(status);
  const answer = await parts.respond(accepted, { ...rest, status, accept: headers.get("accept"), fields });
  if (!("failure" in answer)) return answer;
  // Without a violation there is nothing to judge: there is no such example.
  return rest.example !== undefined && answer.violations.length === 0
    ? badPreference(`Prefer: ${answer.failure}`)
    : failed(answer);
}

async function replyByHandler(
  acceptance: Acceptance,
  handler: OperationHandler,
  { artefacts, context }: ReplyParts,
  real: RealFields,
): Promise<Reply> {
  const given = withFields(await handler(acceptance, context()), real);
  const answer = writeHandled(artefacts, acceptance.accepted, given, context().now);
  if ("failure" in answer) return failed(answer, HANDLER_HINT);
  if (!given.violation) return answer;
  const violations = [{ ...given.violation, pointer: "" }];
  return {
    ...answer,
    headers: { ...answer.headers, [VIOLATION_HEADER]: violationHeader(violations) },
    violations,
  };
}

/**
 * Answers a request that breaks the contract: as the behaviour wants, else with the documented response
 * of that status, or with a problem (RFC 9457) when none is documented. The violated constraints are
 * named in a header.
 */
export async function replyToRefusal(
  refusal: Refusal,
  headers: HeaderFields,
  parts: ReplyParts,
  real: RealFields,
): Promise<Reply> {
  const { operation, status } = refusal;
  const own = ownHeaders(refusal, parts.artefacts.contract.securitySchemes);
  const given = parts.behaviour?.refusal?.(refusal);
  if (given) {
    const answer = refusalByHandler(refusal, withFields(given, real), parts);
    return "failure" in answer ? failed(answer, HANDLER_HINT) : { ...answer, headers: { ...own, ...answer.headers } };
  }
  if (!operation || !responseFor(operation, status)) return undocumented(refusal, own);
  const answer = await parts.respond(operation, { status, accept: headers.get("accept"), fields: real(status) });
  if ("failure" in answer) return failed(answer);
  return { ...answer, headers: { ...own, ...answer.headers } };
}

/** Before it is judged, as the contract may demand the fields. */
function withFields(answer: HandlerAnswer, real: RealFields): HandlerAnswer {
  return { ...answer, headers: { ...answer.headers, ...real(answer.status) } };
}

/** Its status is the gate's or a documented one; where none is documented, nothing can be wrong with its body. */
function refusalByHandler(
  { operation, status }: Refusal,
  given: HandlerAnswer,
  { artefacts, context }: ReplyParts,
): Answer | NoAnswer {
  if (operation && responseFor(operation, given.status)) {
    return writeHandled(artefacts, operation, given, context().now);
  }
  const where = operation?.id ?? "no operation";
  if (given.status !== status) {
    return { failure: `${where}: a refusal with ${status} is answered with ${given.status}`, violations: [] };
  }
  const answer = writeAnswer(given);
  return "failure" in answer ? { failure: `${where} ${status}: ${answer.failure}`, violations: [] } : answer;
}

function ownHeaders({ refused, operation, methods, violations }: Refusal, schemes: Record<string, SecurityScheme>) {
  const headers: Record<string, string> = {};
  if (violations.length > 0) headers[VIOLATION_HEADER] = violationHeader(violations);
  if (methods) headers["allow"] = allow(methods);
  // RFC 9110, section 15.5.2 demands one with every 401.
  const challenge = refused === "credentials" && operation ? challenges(operation, schemes) : [];
  if (challenge.length > 0) headers["www-authenticate"] = challenge.join(", ");
  return headers;
}

const TITLES: Record<Refusal["refused"], string> = {
  "rate-limit": "Too many requests",
  credentials: "The credentials are missing or not accepted",
  "media-type": "The body is not of a media type that the operation takes",
  data: "The request breaks the contract",
  "too-large": "The body is too large",
  "not-found": "The contract has no such path",
  method: "The path does not have this method",
};

function undocumented({ refused, status, violations, methods }: Refusal, headers: Record<string, string>): Reply {
  const faults = violations.map(({ place, pointer, keyword, message }) => ({ place, pointer, keyword, message }));
  const detail = methods
    ? `It has ${methods.join(", ")}.`
    : faults.map(line).join("; ") || "Compare the path with those of the document.";
  return problemAnswer({ status, title: TITLES[refused], detail, violations: faults }, headers);
}

function line({ place, pointer, keyword, message }: BrokenRule): string {
  return `${place}${pointer}: ${message} [${keyword}]`;
}

function badPreference(detail: string): Reply {
  const violation = { place: "header", pointer: "/prefer", keyword: "prefer", message: detail };
  return {
    ...problemAnswer({ status: 400, title: "The mock cannot do what Prefer asks", detail }),
    violations: [violation],
  };
}

const EXAMPLE_HINT = "Mend the example or the schema in the document and generate again.";
const HANDLER_HINT = "This is a fault of the mock, not of the request.";

function failed({ failure, violations }: NoAnswer, hint = EXAMPLE_HINT): Reply {
  const title = "The mock has no response that keeps the contract";
  const detail = `${failure}. ${hint}`;
  const header =
    violations.length > 0 ? { [VIOLATION_HEADER]: `response/${violationHeader(violations)}`.slice(0, 1024) } : {};
  return { ...problemAnswer({ status: 500, title, detail }, header), failure };
}
