import type { IncomingMessage, ServerResponse } from "node:http";
import { type Admin, isAdminPath } from "./admin/admin.ts";
import type { BrokenRule } from "./broken-rule.ts";
import type { Cors } from "./cors.ts";
import type { MockListener } from "./events.ts";
import { type HeaderFields, headerFields } from "./gate/header-fields.ts";
import { readBody } from "./gate/read-body.ts";
import { protocolViolation, type Refusal, type RefusalReason, refusalStatus } from "./gate/refusal.ts";
import { parseTarget } from "./gate/target.ts";
import type { Gate, Verdict } from "./gate.ts";
import type { RateLimit } from "./rate-limit.ts";
import { type Answer, allow, problemAnswer } from "./respond/answer.ts";
import { type Faults, parsePrefer } from "./respond/prefer.ts";
import { rateFields } from "./respond/rate-fields.ts";
import { type RealFields, type Reply, type ReplyParts, replyToAcceptance, replyToRefusal } from "./respond/reply.ts";
import type { Router } from "./router.ts";
import { send } from "./send.ts";

/** What a mock answers requests with. */
export interface ServeParts extends ReplyParts {
  router: Router;
  gate: Gate;
  cors: Cors;
  admin: Admin;
  landing(): Promise<Answer>;
  rateLimit?: RateLimit | undefined;
  /** Bytes of a body. */
  bodyBytes: number;
  log: MockListener;
}

interface Exchange {
  request: IncomingMessage;
  method: string;
  target: string;
  path: string;
  headers: HeaderFields;
}

/** An answer and what the log tells of it. */
interface Outcome {
  answer: Answer;
  operation?: string;
  refused?: RefusalReason;
  violations?: BrokenRule[];
  failure?: string | undefined;
  faults?: Faults;
}

/** Answers requests, each one, whatever happens; what went wrong is told to the log. */
export function createServe(parts: ServeParts): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { log, cors } = parts;
  const now = () => parts.context().now;

  return async (request, response) => {
    const began = performance.now();
    const { method = "GET", url: target = "/" } = request;
    const { path } = parseTarget(target);
    const headers = headerFields(request.rawHeaders);
    let operation: { operation?: string } = {};
    try {
      const outcome = await answer({ request, method, target, path, headers }, parts, (verdict) => {
        operation = operationOf(verdict);
      });
      const where = { method, path, ...operation };
      if (outcome === "aborted") {
        log({ kind: "aborted", ...where });
        return;
      }
      const { refused, violations = [], failure, faults } = outcome;
      if (failure !== undefined) log({ kind: "failed", ...where, reason: failure });
      if (!(await send(response, outcome.answer, now, faults))) {
        log({ kind: "aborted", ...where });
        return;
      }
      const { status } = outcome.answer;
      const told = { ...(refused && { refused }), ...(faults?.drop && { dropped: faults.drop }), violations };
      log({ kind: "answered", ...where, ...told, status, milliseconds: performance.now() - began });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      log({ kind: "failed", method, path, ...operation, reason, cause });
      const failed = problemAnswer({ status: 500, title: "The mock failed", detail: reason });
      await send(response, isAdminPath(path) ? failed : cors.share(failed, headers), now);
    }
  };
}

async function answer(
  exchange: Exchange,
  parts: ServeParts,
  judged: (verdict: Verdict) => void,
): Promise<Outcome | "aborted"> {
  const { request, method, path, headers } = exchange;
  const { router, cors } = parts;
  if (isAdminPath(path)) {
    const reply = await parts.admin({ method, path, headers, readBody: (limit) => readBody(request, limit) });
    return reply === "aborted" ? reply : { answer: reply, ...(reply.violations && { violations: reply.violations }) };
  }
  if (cors.isPreflight(method, headers)) {
    const methods = methodsOf(router, path);
    if (methods.length > 0) return { answer: cors.preflight(methods, headers) };
  }
  const isRead = method === "GET" || method === "HEAD";
  if (isRead && path === "/" && router(method, path).found === "nothing") return { answer: await parts.landing() };
  return answerOperation(exchange, parts, judged);
}

async function answerOperation(
  exchange: Exchange,
  parts: ServeParts,
  judged: (verdict: Verdict) => void,
): Promise<Outcome | "aborted"> {
  const { request, method, target, path, headers } = exchange;
  const rate = parts.rateLimit?.(headers, request.socket.remoteAddress ?? "");
  const verdict: Verdict =
    rate && !rate.allowed
      ? tooMany(parts.router, method, path)
      : await parts.gate({ method, target, headers, readBody: () => readBody(request, parts.bodyBytes) });
  judged(verdict);
  if ("aborted" in verdict) return "aborted";
  const operation = "accepted" in verdict ? verdict.accepted : verdict.operation;
  const real: RealFields = (status) =>
    rate ? rateFields(parts.artefacts, operation, status, rate, parts.context().now) : {};
  const reply = await replyTo(verdict, method, path, headers, parts, real);
  const wished = parsePrefer(headers.get("prefer"));
  return {
    answer: parts.cors.share(
      { status: reply.status, headers: { ...real(reply.status), ...reply.headers }, body: reply.body },
      headers,
    ),
    violations: reply.violations ?? ("refused" in verdict ? verdict.violations : []),
    failure: reply.failure,
    ...("refused" in verdict && { refused: verdict.refused }),
    ...(!("fault" in wished) && { faults: wished }),
  };
}

async function replyTo(
  verdict: Exclude<Verdict, { aborted: true }>,
  method: string,
  path: string,
  headers: HeaderFields,
  parts: ServeParts,
  real: RealFields,
): Promise<Reply> {
  if ("accepted" in verdict) return replyToAcceptance(verdict, headers, parts, real);
  const isRefusedFor = (reason: RefusalReason) => verdict.refused === reason;
  // `OPTIONS` where the document has none (RFC 9110, section 9.3.7).
  if (method === "OPTIONS" && (isRefusedFor("method") || (isRefusedFor("not-found") && path === "*"))) {
    return { status: 204, headers: { allow: allow(verdict.methods ?? []) }, body: Buffer.alloc(0) };
  }
  return replyToRefusal(verdict, headers, parts, real);
}

function tooMany(router: Router, method: string, path: string): Refusal {
  const routing = router(method, path);
  const operation = routing.found === "operation" ? routing.route.operation : undefined;
  return {
    refused: "rate-limit",
    status: refusalStatus("rate-limit", operation),
    ...(operation && { operation }),
    violations: [protocolViolation("request", "rate-limit", "must not be one of so many in so short a time")],
  };
}

/** The methods that a path has. */
function methodsOf(router: Router, path: string): string[] {
  // No operation has this method, so that all of them are listed.
  const routing = router("", path);
  return routing.found === "path" ? routing.methods : [];
}

function operationOf(verdict: Verdict): { operation?: string } {
  if ("accepted" in verdict) return { operation: verdict.accepted.id };
  return "refused" in verdict && verdict.operation ? { operation: verdict.operation.id } : {};
}
