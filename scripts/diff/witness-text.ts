import { isJsonObject } from "../../spec/interchange/json.ts";
import type { ReportedWitness } from "./diff-report.ts";

/** Longer values are cut. */
const MAX_LENGTH = 4_000;

/** An answer as it is on the wire, more or less: status, header fields, body. */
export function answerText({
  status,
  mediaType,
  headers,
  body,
}: Extract<ReportedWitness, { kind: "response" }>): string {
  const fields = isJsonObject(headers) ? Object.entries(headers) : [];
  const lines = [
    `HTTP ${status}`,
    ...(mediaType === undefined ? [] : [`content-type: ${mediaType}`]),
    ...fields.map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`),
  ];
  if (body === undefined) return lines.join("\n");
  const text = JSON.stringify(body, null, 2);
  return `${lines.join("\n")}\n\n${text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text}`;
}
