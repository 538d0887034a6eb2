import type { SecurityScheme } from "../../../spec/interchange/contract.ts";
import { challenges } from "../gate/credentials.ts";
import type { HeaderFields } from "../gate/header-fields.ts";
import { type Refusal, type RequestViolation, responseFor } from "../gate/refusal.ts";
import type { Acceptance } from "../gate.ts";
import { type Answer, problemAnswer } from "./answer.ts";
import { parsePrefer } from "./prefer.ts";
import { type NoAnswer, type Responder, successStatus } from "./responder.ts";
import { VIOLATION_HEADER, violationHeader } from "./violation-header.ts";

/** The answer to a request; `failure` when it is the mock's own 500. */
export type Reply = Answer & { failure?: string };

/** Answers a request that keeps the contract, as the `Prefer` field asks. */
export async function replyToAcceptance(
  { accepted }: Acceptance,
  headers: HeaderFields,
  respond: Responder,
): Promise<Reply> {
  const preferences = parsePrefer(headers.get("prefer"));
  if ("fault" in preferences) return badPreference(preferences.fault);
  const { code, ...rest } = preferences;
  const status = code ?? successStatus(accepted);
  if (status === undefined) return failed({ failure: `${accepted.id} documents no response`, violations: [] });
  if (code !== undefined && !responseFor(accepted, code)) {
    const documented = accepted.responses.map((response) => response.status).join(", ");
    return badPreference(`Prefer: ${accepted.id} documents no response ${code}; it documents ${documented}`);
  }
  const answer = await respond(accepted, { ...rest, status, accept: headers.get("accept") });
  if (!("failure" in answer)) return answer;
  // Without a violation there is nothing to judge: there is no such example.
  return rest.example !== undefined && answer.violations.length === 0
    ? badPreference(`Prefer: ${answer.failure}`)
    : failed(answer);
}

/**
 * Answers a request that breaks the contract: with the documented response of that status, or with a
 * problem (RFC 9457) when none is documented. The violated constraints are named in a header.
 */
export async function replyToRefusal(
  refusal: Refusal,
  headers: HeaderFields,
  respond: Responder,
  schemes: Record<string, SecurityScheme>,
): Promise<Reply> {
  const { operation, status } = refusal;
  const own = ownHeaders(refusal, schemes);
  if (!operation || !responseFor(operation, status)) return undocumented(refusal, own);
  const answer = await respond(operation, { status, accept: headers.get("accept") });
  if ("failure" in answer) return failed(answer);
  return { ...answer, headers: { ...own, ...answer.headers } };
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

/** The value of `Allow` for the methods that a path has. */
export function allow(methods: readonly string[]): string {
  return [...new Set([...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"])].sort().join(", ");
}

const TITLES: Record<Refusal["refused"], string> = {
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

function line({
  place,
  pointer,
  keyword,
  message,
}: Pick<RequestViolation, "place" | "pointer" | "keyword" | "message">): string {
  return `${place}${pointer}: ${message} [${keyword}]`;
}

function badPreference(detail: string): Reply {
  return problemAnswer({ status: 400, title: "The mock cannot do what Prefer asks", detail });
}

function failed({ failure, violations }: NoAnswer): Reply {
  const title = "The mock has no response that keeps the contract";
  const detail = `${failure}. Mend the example or the schema in the document and generate again.`;
  const header =
    violations.length > 0 ? { [VIOLATION_HEADER]: `response/${violationHeader(violations)}`.slice(0, 1024) } : {};
  return { ...problemAnswer({ status: 500, title, detail }, header), failure };
}
