import { type Answer, jsonAnswer } from "../../server/message.ts";
import type { Reason } from "../rules.ts";

const PROBLEMS: Record<Reason, [status: number, title: string]> = {
  malformed: [400, "Malformed body"],
  credentials: [401, "Unauthorized"],
  missing: [404, "Not found"],
  method: [405, "Method not allowed"],
  "media-type": [415, "Unsupported media type"],
  invalid: [422, "Invalid request"],
};

/** The answer to a request that is refused (RFC 9457). */
export function problem(reason: Reason): Answer {
  const [status, title] = PROBLEMS[reason];
  return jsonAnswer(
    status,
    { type: "about:blank", title, status },
    {
      "Content-Type": "application/problem+json",
      ...(reason === "credentials" ? { "WWW-Authenticate": 'Bearer realm="shop"' } : {}),
    },
  );
}
