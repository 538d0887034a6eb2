import type { HandlerAnswer } from "../behaviour.ts";
import type { Refusal, RequestViolation } from "../gate/refusal.ts";
import { type ApiError, failure } from "./envelope.ts";
import type { ErrorCode } from "./error-codes.ts";
import { isOwnOperation } from "./own-operations.ts";

/**
 * What Cloudflare says where the gate refuses: its number, and the field and the rule that are broken.
 * `undefined` for operations that are none of the upload flow's.
 */
export function refusalAnswer(refusal: Refusal): HandlerAnswer | undefined {
  const { operation, status, violations } = refusal;
  if (operation && !isOwnOperation(operation.id)) return undefined;
  const errors = withoutConsequences(violations).map((violation): ApiError => {
    const code = codeOf(refusal, violation);
    return { code, detail: describe(violation, code) };
  });
  const [first, ...rest] = errors;
  if (!first) return failure(status, [codeless(refusal)]);
  // What was sent for the image is none, which has a status of its own.
  const isNoImage = errors.every(({ code }) => code === 5455);
  return failure(isNoImage ? 415 : status, [first, ...rest]);
}

/** A refusal without violations has one reason, which says it all. */
function codeless(refusal: Refusal): ApiError {
  const { methods } = refusal;
  return { code: codeOf(refusal), detail: methods && `the method must be one of ${methods.join(", ")} [method]` };
}

function codeOf({ refused, operation }: Refusal, violation?: RequestViolation): ErrorCode {
  switch (refused) {
    case "rate-limit":
      return 971;
    case "credentials":
      return 10000;
    case "media-type":
      return 5415;
    case "too-large":
      return operation?.id === "uploadImage" && violation?.keyword === "size" ? 5413 : 7011;
    case "not-found":
    case "method":
      return 7003;
    case "data":
      return violation?.place === "body" ? codeOfField(operation?.id, violation) : 5400;
  }
}

function codeOfField(operation: string | undefined, { pointer, keyword }: RequestViolation): ErrorCode {
  if (keyword === "repeated") return 5400;
  if (operation === "createDirectUpload" && pointer === "/id") return 5411;
  if (operation === "createDirectUpload" && pointer === "/requireSignedURLs" && keyword === "const") return 5410;
  // Of a wrong type, or a text that is no UTF-8: bytes that were sent as a plain field.
  const isNoFile = keyword === "encoding" || keyword === "charset" || keyword === "type";
  return operation === "uploadImage" && pointer === "/file" && isNoFile ? 5455 : 5400;
}

/** A value of the wrong type is also not the constant that it should be; that goes without saying. */
function withoutConsequences(violations: RequestViolation[]): RequestViolation[] {
  const isMistyped = ({ place, pointer }: RequestViolation) =>
    violations.some((other) => other.place === place && other.pointer === pointer && other.keyword === "type");
  return violations.filter((violation) => violation.keyword !== "const" || !isMistyped(violation));
}

/** What the keywords of an id and of its company mean. */
const MEANINGS: Readonly<Record<string, string>> = {
  "5410 const": "must be false when there is a custom id",
  "5411 pattern": "must neither begin nor end with a slash",
  "5411 not": "must not be a UUID",
};

function describe({ place, pointer, keyword, message }: RequestViolation, code: ErrorCode): string {
  const field = pointer === "" ? place : pointer.slice(1).replaceAll("~1", "/").replaceAll("~0", "~");
  return `${field}: ${MEANINGS[`${code} ${keyword}`] ?? message} [${keyword}]`;
}
