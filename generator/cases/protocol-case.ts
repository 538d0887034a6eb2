import type { Case, RequestTemplate, SkippedCase } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import type { JsonTemplate } from "../../spec/interchange/expression.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { BaseRequest } from "./base-request.ts";
import type { Site } from "./site.ts";

/** What a concern of the protocol is derived from. */
export interface ProtocolContext {
  operation: Operation<SchemaPart>;
  document: JsonObject;
  /** The request that the cases change. */
  base: RequestTemplate;
  prover: BaseRequest["prover"];
  carriers: BaseRequest["carriers"];
  sampler: BaseRequest["sampler"];
  isFresh: BaseRequest["isFresh"];
  /** A valid instance of a site. */
  sample(site: Site): JsonTemplate | undefined;
}

/** A case about the protocol and not about a schema; its name is completed with the operation's. */
export interface ProtocolCase extends Case {
  /** Found by trying: where the schema says otherwise it is counted, and not listed by itself. */
  isSearch?: boolean;
}

/** Derives the cases of one concern, and says what it could not derive. */
export type ProtocolConcern = (context: ProtocolContext) => (ProtocolCase | SkippedCase)[];
