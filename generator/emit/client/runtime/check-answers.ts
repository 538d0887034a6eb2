import { type Check, type CheckSettings, type ResponseViolation, violationOf, violationsIn } from "./checks.ts";
import type { AnyEndpoint, Guard } from "./endpoint.ts";
import type { Outcome } from "./outcome.ts";
import { byStatus } from "./read.ts";
import { type ContractViolation, printViolations } from "./violation.ts";

/** What the answers of an operation have to be, by status. */
export type AnswerChecks = Record<string, StatusChecks>;

/** What an answer of one status has to be. */
export interface StatusChecks {
  /** By media type; `null` where anything goes. Empty when no body is described. */
  content: Record<string, Check | null>;
  headers?: Check;
  /** How header fields are read that are no texts: a JSON value, a list of texts, a list of JSON values. */
  readHeaders?: Record<string, "value" | "texts" | "values">;
}

/** An answer breaks the contract; thrown only with `strictResponses`. */
export class ResponseValidationError extends Error {
  override name = "ResponseValidationError";
  readonly operation: string;
  readonly status: number;
  readonly violations: ContractViolation[];
  readonly response: Response;

  constructor({ operation, status, violations, response }: ResponseViolation) {
    super(printViolations(`${operation} ${status}`, violations));
    this.operation = operation;
    this.status = status;
    this.violations = violations;
    this.response = response;
  }
}

/** Tells of answers that break the contract, if there is somebody to tell. */
export function checkAnswers(checks: AnswerChecks, settings: CheckSettings = {}): Guard {
  const { onResponseViolation, strictResponses } = settings;
  if (!onResponseViolation && !strictResponses) return {};
  return {
    outcome(endpoint, outcome) {
      const violations = judge(checks, endpoint, outcome, settings);
      if (!violations[0]) return;
      const { response } = outcome;
      const report = { operation: endpoint.id, status: response.status, violations, response };
      onResponseViolation?.(report);
      if (strictResponses) throw new ResponseValidationError(report);
    },
  };
}

function judge(
  checks: AnswerChecks,
  { method }: AnyEndpoint,
  outcome: Outcome,
  { clock }: CheckSettings,
): ContractViolation[] {
  const { status, headers } = outcome.response;
  const body = outcome.ok ? outcome.data : outcome.error;
  const expected = byStatus(checks, status);
  if (!expected) return [violationOf("status", "responses", `${status} is not described`)];
  const violations = violationsIn("header", expected.headers, readHeaders(headers, expected.readHeaders), clock);
  const types = Object.keys(expected.content);
  if (types.length === 0 || method === "HEAD") return violations;
  const type = (headers.get("content-type") ?? "").replace(/[ \t]*;.*/s, "").toLowerCase();
  const match = types.includes(type) ? type : types.find((range) => isInRange(type, range));
  if (match === undefined) {
    const message = `must be ${types.join(" or ")}, not ${type || "absent"}`;
    return [...violations, violationOf("header", "content", message, "/content-type")];
  }
  if (body === undefined) return [...violations, violationOf("body", "content", `is not ${match}`)];
  return [...violations, ...violationsIn("body", expected.content[match], body, clock)];
}

/** Whether a media type is in a range such as `image/*` (RFC 9110, section 12.5.1). */
function isInRange(type: string, range: string): boolean {
  return range === "*/*" || (range.endsWith("/*") && type.startsWith(range.slice(0, -1)));
}

function readHeaders(headers: Headers, kinds: StatusChecks["readHeaders"] = {}): Record<string, unknown> {
  // Without the types of `dom.iterable`, which not every project has, headers are no iterable.
  const fields: [string, unknown][] = [];
  headers.forEach((value, name) => {
    fields.push([name, value]);
  });
  const read = Object.fromEntries(fields);
  for (const [name, kind] of Object.entries(kinds)) {
    const text = headers.get(name);
    if (text === null) continue;
    const texts = text.split(",").map((item) => item.trim());
    read[name] = kind === "value" ? jsonOr(text) : kind === "texts" ? texts : texts.map(jsonOr);
  }
  return read;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
