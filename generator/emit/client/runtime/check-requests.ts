import { type Check, type CheckSettings, violationOf, violationsIn } from "./checks.ts";
import type { Guard } from "./endpoint.ts";
import { type ContractViolation, RequestValidationError } from "./violation.ts";

/** The validators of what an operation takes. */
export interface RequestChecks {
  path?: Check;
  query?: Check;
  /** Over names in lower case. */
  header?: Check;
  cookie?: Check;
  /** By media type. */
  body?: Record<string, Check>;
  isBodyRequired?: boolean;
}

/** Refuses requests that break the contract, unless they are not to be validated. */
export function checkRequests(checks: RequestChecks, { validate = true, clock }: CheckSettings = {}): Guard {
  if (!validate) return {};
  return {
    request(endpoint, input) {
      const {
        path = {},
        query = {},
        header = {},
        cookie = {},
        body,
        url,
        contentType = endpoint.contentType ?? "",
      } = input;
      const lowerCased = Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]));
      const violations = [
        ...(url ? [] : [...violationsIn("path", checks.path, path, clock), ...unwritable("path", path)]),
        ...(url ? [] : [...violationsIn("query", checks.query, query, clock), ...unwritable("query", query)]),
        ...(url && !URL.canParse(url) ? [violationOf("url", "format", "must be a whole URL")] : []),
        ...violationsIn("header", checks.header, lowerCased, clock),
        ...violationsIn("cookie", checks.cookie, cookie, clock),
        ...(body === undefined ? [] : violationsIn("body", checks.body?.[contentType], body, clock)),
      ];
      if (body === undefined) {
        if (checks.isBodyRequired) violations.push(violationOf("body", "required", "is required"));
      } else if (!endpoint.writeBody?.[contentType]) {
        violations.push(violationOf("body", "content", `cannot be sent as ${contentType || "anything"}`));
      }
      if (violations[0]) throw new RequestValidationError(endpoint.id, violations);
    },
  };
}

/** Texts that no URL can carry. */
function unwritable(where: string, values: Record<string, unknown>): ContractViolation[] {
  return Object.entries(values).flatMap(([name, value]) => {
    try {
      encodeURIComponent(String(value));
      return [];
    } catch {
      return [violationOf(where, "encoding", "must not have a lone surrogate", `/${name}`)];
    }
  });
}
