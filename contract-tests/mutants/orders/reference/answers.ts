import { type Answer, jsonAnswer } from "../../server/message.ts";
import type { Reason } from "../rules.ts";

const PROBLEMS: Record<Reason, [status: number, title: string, headers?: Record<string, string>]> = {
  malformed: [400, "Malformed body"],
  credentials: [401, "Unauthorized", { "WWW-Authenticate": 'Bearer realm="shop"' }],
  missing: [404, "Not found"],
  method: [405, "Method not allowed"],
  "media-type": [415, "Unsupported media type"],
  invalid: [422, "Invalid request"],
};

/** The answer to a request that is refused (RFC 9457). */
export function problem(reason: Reason): Answer {
  const [status, title, headers] = PROBLEMS[reason];
  const body = { type: "about:blank", title, status };
  return jsonAnswer(status, body, { "Content-Type": "application/problem+json", ...headers });
}
