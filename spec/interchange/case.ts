import type { BytesExpression, JsonTemplate, Text, WireText } from "./expression.ts";
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
  tests: TestedRule;
  /** JSON Patch (RFC 6902) to the base request; only `add`, `replace` and `remove`. */
  request: RequestPatch[];
  expect: Expectation;
}

/** A rule of the document. */
export interface TestedRule {
  keyword: string;
  pointer: JsonPointer;
  /** Further places that refuse the request for the same reason: the same type in `allOf`, an `enum` of texts alone. */
  also?: JsonPointer[];
}

/** One JSON Patch operation on a {@link RequestTemplate}. */
export type RequestPatch =
  | { op: "add" | "replace"; path: JsonPointer; value: JsonTemplate }
  | { op: "remove"; path: JsonPointer };

/** What a server that keeps the contract answers. */
export interface Expectation {
  /** `either`: the standards leave it open, so the server may choose; but it answers, and as documented. */
  outcome: "accepted" | "rejected" | "either";
  /** Why it is rejected; present when rejected, and only then. */
  because?: RejectionReason;
  /** The statuses that count: exact (`400`) or a class (`4XX`). Never empty. */
  status: string[];
}

/** The kinds of rejection, each with a status of its own. */
export type RejectionReason = "credentials" | "media-type" | "data" | "method";

/** A candidate that was not written, and why. */
export interface SkippedCase {
  name: string;
  tests: { keyword: string; pointer: JsonPointer };
  reason: string;
}

/** A request before its expressions are resolved. */
export interface RequestTemplate {
  /** Upper case; absent for the operation's own. */
  method?: string;
  /** Path parameters by name. */
  path: Record<string, WireValue>;
  /** Query parameters in order. */
  query: WirePair[];
  /** Header fields by lower-case name, without credentials and `content-type`. */
  headers: Record<string, Text>;
  /** Cookies by name. */
  cookies: Record<string, WireValue>;
  credentials: PresentedScheme[];
  body: BodyTemplate | null;
}

/** A value of a URL, a cookie or a urlencoded form: a text is percent-encoded as a whole, a {@link WireText} by piece. */
export type WireValue = Text | WireText;

/** A name, which is percent-encoded, and its value. */
export interface WirePair {
  name: string;
  /** The name as it travels, where it is written in another way that stands for the same: `%66ilter`. */
  sentAs?: string;
  value: WireValue;
}

/** A security scheme and what it presents. */
export interface PresentedScheme {
  scheme: string;
  as: CredentialVariant;
  /** What stands before the credentials of an HTTP scheme, in place of the scheme's own name: `bearer`, `Digest`; nothing if empty. */
  prefix?: string;
}

/**
 * The credentials that a person gave, or what is made of them: a stranger's of the same shape, none, with
 * one more character, without the last, with the letter case of every letter changed.
 */
export type CredentialVariant = "given" | "wrong" | "empty" | "longer" | "shorter" | "other-case";

/** A request body before its expressions are resolved. */
export type BodyTemplate = MultipartTemplate | JsonBodyTemplate | UrlencodedTemplate | RawBodyTemplate;

/** A multipart/form-data body (RFC 7578). */
export interface MultipartTemplate {
  kind: "multipart";
  /**
   * In place of `multipart/form-data; boundary={boundary}`; `{boundary}` stands for the boundary.
   * `null` sends no Content-Type at all.
   */
  contentType?: string | null;
  parts: PartTemplate[];
  /** A fault in the framing; absent for a sound body. */
  fault?: MultipartFault;
  /** `false` leaves out the line end after the delimiter at the end, which is optional. */
  lastLineEnd?: false;
}

/** Ways in which the framing of a multipart body can be broken. */
export type MultipartFault =
  | "wrong-boundary"
  | "truncated"
  | "missing-end"
  | "text-before-start"
  | "text-after-end"
  | "lf-line-ends"
  | "nameless-part"
  | "part-without-disposition"
  | "not-multipart";

/** One part of a multipart body. */
export interface PartTemplate {
  name: string;
  value: Text | BytesExpression;
  filename?: string;
  contentType?: string;
  /** Further header fields of the part. */
  headers?: Record<string, Text>;
}

/** A JSON body. */
export interface JsonBodyTemplate {
  kind: "json";
  /** `null` sends no Content-Type at all. */
  contentType: string | null;
  value: JsonTemplate;
}

/** A body of percent-encoded fields (`application/x-www-form-urlencoded`). */
export interface UrlencodedTemplate {
  kind: "urlencoded";
  /** `null` sends no Content-Type at all. */
  contentType: string | null;
  fields: WirePair[];
}

/** Any other body, byte for byte. */
export interface RawBodyTemplate {
  kind: "raw";
  /** `null` sends no Content-Type at all. */
  contentType: string | null;
  value: Text | BytesExpression;
}
