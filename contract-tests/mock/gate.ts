import type { Body, MediaType, Operation } from "../../spec/interchange/contract.ts";
import type { Artefacts } from "../artefacts.ts";
import { decodeBody } from "./gate/body.ts";
import { contractRouter } from "./gate/contract-router.ts";
import { type AcceptedCredentials, createCredentialCheck } from "./gate/credentials.ts";
import type { HeaderFields } from "./gate/header-fields.ts";
import { findMediaType } from "./gate/media-type.ts";
import { checkParameters, type ParameterValues } from "./gate/parameters.ts";
import { checkPartHeaders } from "./gate/part-headers.ts";
import type { BodyRead } from "./gate/read-body.ts";
import { protocolViolation, type Refusal, type RequestViolation, refuse } from "./gate/refusal.ts";
import { parseTarget } from "./gate/target.ts";
import { validate } from "./gate/validate.ts";
import type { Limits } from "./limits.ts";
import type { Route, Router } from "./router.ts";

/** A request as it came in. */
export interface IncomingRequest {
  /** Upper case. */
  method: string;
  /** The request target, nothing decoded. */
  target: string;
  headers: HeaderFields;
  /** Reads the body; called once at most. */
  readBody(): Promise<BodyRead>;
}

/** A request that keeps the contract, read as the schemas read it. */
export interface Acceptance {
  accepted: Operation;
  parameters: ParameterValues;
  /** Absent when there is none. Bytes of an unread type are a `Buffer`, files of a form a `Part`. */
  body?: unknown;
}

/** What the gate says. `aborted`: the client went away in the middle of its request. */
export type Verdict = Acceptance | Refusal | { aborted: true };

/** Judges a request by the contract. */
export type Gate = (request: IncomingRequest) => Promise<Verdict>;

/** What a gate needs. */
export interface GateOptions {
  artefacts: Artefacts;
  /** By default one over the templates of the contract, see {@link contractRouter}. */
  router?: Router;
  credentials?: AcceptedCredentials;
  limits: Pick<Limits, "parts">;
  /** Epoch milliseconds. */
  clock: () => number;
}

type BodyVerdict = { value?: unknown; violations: RequestViolation[] } | Refusal | { aborted: true };

/**
 * Makes the gate of a contract. It refuses for the first of: path, method, credentials, media type,
 * size, data; of the data it tells everything that is wrong.
 */
export function createGate(options: GateOptions): Gate {
  const { artefacts, credentials, limits, clock, router: route = contractRouter(artefacts) } = options;
  const { securitySchemes } = artefacts.contract;
  const checkCredentials = createCredentialCheck(securitySchemes, credentials);

  async function pass(
    request: IncomingRequest,
    found: Route,
    query: { name: string; value: string }[],
  ): Promise<Verdict> {
    const { operation } = found;
    const stranger = checkCredentials(operation, request.headers, query);
    if (stranger) return refuse("credentials", operation, [stranger]);
    const body = operation.body ? await checkBody(request, operation, operation.body) : { violations: [] };
    if ("refused" in body || "aborted" in body) return body;
    const parameters = checkParameters(artefacts, found, query, request.headers, clock());
    const violations = [...parameters.violations, ...body.violations];
    if (violations.length > 0) return refuse("data", operation, violations);
    return { accepted: operation, parameters: parameters.values, ...("value" in body && { body: body.value }) };
  }

  async function checkBody(request: IncomingRequest, operation: Operation, body: Body): Promise<BodyVerdict> {
    const { headers } = request;
    const contentType = headers.get("content-type");
    const isChunked = headers.has("transfer-encoding");
    const isEmpty = !isChunked && Number(headers.get("content-length") ?? 0) === 0;
    const isTyped = contentType !== undefined;
    if (isEmpty && !isTyped) return noBody(body);
    const wrong = checkMediaType(contentType, headers, body);
    // Without a type, only its end tells whether a chunked body is one.
    if (wrong && (isTyped || !isChunked)) return refuse("media-type", operation, [wrong]);
    const read = await request.readBody();
    if (read.read === "aborted") return { aborted: true };
    if (read.read === "too-large") {
      return refuse("too-large", operation, [protocolViolation("body", "size", "must not have so many bytes")]);
    }
    if (read.bytes.length === 0 && !isTyped) return noBody(body);
    if (wrong) return refuse("media-type", operation, [wrong]);
    const type = contentType ?? UNKNOWN_TYPE;
    return judge(read.bytes, type, findMediaType(type, body.content) as MediaType, operation);
  }

  function judge(bytes: Buffer, contentType: string, media: MediaType, operation: Operation): BodyVerdict {
    const schema = media.schema === undefined ? true : artefacts.schema(media.schema);
    const decoded = decodeBody(bytes, contentType, media, schema, limits.parts, (part) =>
      checkPartHeaders(part, media, artefacts, clock()),
    );
    if (decoded.read === "fault") {
      return decoded.tooLarge ? refuse("too-large", operation, decoded.violations) : { violations: decoded.violations };
    }
    if (media.schema === undefined || media.kind === "binary") return { value: decoded.value, violations: [] };
    const violations = validate(artefacts.validator(media.schema), decoded.value, "body", clock());
    return { value: decoded.value, violations };
  }

  return async (request) => {
    const { path, query } = parseTarget(request.target);
    const routing = route(request.method, path);
    if (routing.found === "operation") return pass(request, routing.route, query);
    if (routing.found === "nothing") return { refused: "not-found", status: 404, violations: [] };
    return { refused: "method", status: 405, methods: routing.methods, violations: [] };
  };
}

/** What a body without a Content-Type may be taken for (RFC 9110, section 8.3). */
const UNKNOWN_TYPE = "application/octet-stream";

function checkMediaType(
  contentType: string | undefined,
  headers: HeaderFields,
  body: Body,
): RequestViolation | undefined {
  const encoding = headers.get("content-encoding");
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    return protocolViolation("body", "content-encoding", "must not be compressed");
  }
  if (findMediaType(contentType ?? UNKNOWN_TYPE, body.content)) return undefined;
  const declared = body.content.map(({ mediaType }) => mediaType).join(" or ");
  return protocolViolation("body", "content-type", `must have the Content-Type ${declared}`);
}

function noBody(body: Body): BodyVerdict {
  return { violations: body.required ? [protocolViolation("body", "required", "must be there")] : [] };
}
