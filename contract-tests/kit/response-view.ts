import type { CaseExchange } from "./result.ts";
import { maskSecrets } from "./secrets.ts";
import { isTransportFailure } from "./transport.ts";
import { type Header, textOf } from "./wire-message.ts";

/** Bytes of a body that a report holds at most. */
const LONGEST_BODY = 16 * 1024;

/** A response as a machine-readable report shows it, secrets masked. */
export interface ResponseView {
  status: number;
  statusText: string;
  headers: Header[];
  /** Text if it is UTF-8, otherwise base64. */
  body: string;
  encoding: "utf-8" | "base64";
  /** Whether the body was longer than the report holds. */
  truncated: boolean;
}

/** The response of an exchange, or the failure in its place. */
export function responseView({ answer, secrets }: CaseExchange): ResponseView | { failure: string; message: string } {
  if (isTransportFailure(answer)) return { failure: answer.failure, message: answer.message };
  const { status, statusText, headers } = answer;
  const text = textOf(answer.body);
  const body = text ?? Buffer.from(answer.body).toString("base64");
  return {
    status,
    statusText,
    headers: headers.map(([name, value]): Header => [name, maskSecrets(value, secrets)]),
    body: maskSecrets(body.slice(0, LONGEST_BODY), secrets),
    encoding: text === undefined ? "base64" : "utf-8",
    truncated: body.length > LONGEST_BODY,
  };
}
