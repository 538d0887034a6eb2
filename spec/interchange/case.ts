import type { BytesExpression, JsonTemplate, Text } from "./expression.ts";
import type { JsonPointer } from "./json.ts";

/** `generated/<name>/cases/<operation>.json`: the cases of one operation. */
export interface CaseFile {
  /** "Do not edit", the document and its hash, how to regenerate. */
  $comment: string;
  operation: string;
  /** The request that every case changes: valid by itself. */
  base: RequestTemplate;
  cases: Case[];
  /** What could not be turned into a proved case, and why. */
  skipped: SkippedCase[];
}

/** One request with one thing that it tests. */
export interface Case {
  /** Full and unique: `operation/place/keyword/what`, e.g. `createDirectUpload/body/id/maxLength/1025 astral`. */
  name: string;
  /** What the case proves: a keyword (or a protocol concern) and where the document says so. */
  tests: { keyword: string; pointer: JsonPointer };
  /** JSON Patch (RFC 6902) to the base request; only `add`, `replace` and `remove`. */
  request: RequestPatch[];
  expect: Expectation;
}

/** One JSON Patch operation on a {@link RequestTemplate}. */
export type RequestPatch =
  | { op: "add" | "replace"; path: JsonPointer; value: JsonTemplate }
  | { op: "remove"; path: JsonPointer };

/** What a server that keeps the contract answers. */
export interface Expectation {
  outcome: "accepted" | "rejected";
  /** Why it is rejected; absent when accepted. */
  because?: RejectionReason;
  /** The statuses that count: exact (`400`) or a class (`4XX`). Never empty. */
  status: string[];
}

/** The kinds of rejection, each with a status of its own. */
export type RejectionReason = "credentials" | "media-type" | "data";

/** A candidate that was not written, and why. */
export interface SkippedCase {
  name: string;
  tests: { keyword: string; pointer: JsonPointer };
  reason: string;
}

/** A request before its expressions are resolved. */
export interface RequestTemplate {
  /** Path parameters by name, before percent-encoding. */
  path: Record<string, Text>;
  /** Query parameters in order, before percent-encoding. */
  query: { name: string; value: Text }[];
  /** Header fields by lower-case name, without credentials and `content-type`. */
  headers: Record<string, Text>;
  /** Cookies by name. */
  cookies: Record<string, Text>;
  /** Which security schemes present their credentials; a wrong one is a syntactically sound stranger's. */
  credentials: { scheme: string; as: "given" | "wrong" }[];
  body: BodyTemplate | null;
}

/** A request body before its expressions are resolved. */
export type BodyTemplate = MultipartTemplate | JsonBodyTemplate | RawBodyTemplate;

/** A multipart/form-data body (RFC 7578). */
export interface MultipartTemplate {
  kind: "multipart";
  parts: PartTemplate[];
  /** A fault in the framing; absent for a sound body. */
  fault?: MultipartFault;
}

/** Ways in which the framing of a multipart body can be broken. */
export type MultipartFault =
  | "missing-boundary-parameter"
  | "wrong-boundary"
  | "truncated"
  | "nameless-part"
  | "not-multipart";

/** One part of a multipart body. */
export interface PartTemplate {
  name: string;
  value: Text | BytesExpression;
  filename?: string;
  contentType?: string;
}

/** A JSON body. */
export interface JsonBodyTemplate {
  kind: "json";
  contentType: string;
  value: JsonTemplate;
}

/** Any other body, byte for byte. */
export interface RawBodyTemplate {
  kind: "raw";
  /** `null` sends no Content-Type at all. */
  contentType: string | null;
  value: Text | BytesExpression;
}
