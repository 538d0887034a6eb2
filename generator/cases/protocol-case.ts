import type { Case, RequestTemplate } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import type { JsonTemplate } from "../../spec/interchange/expression.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { Site } from "./site.ts";

/** What a concern of the protocol is derived from. */
export interface ProtocolContext {
  operation: Operation<SchemaPart>;
  base: RequestTemplate;
  /** A valid instance of a site. */
  sample(site: Site): JsonTemplate | undefined;
}

/** A case about the protocol and not about a schema; its name is completed with the operation's. */
export type ProtocolCase = Case;

/** Derives the cases of one concern; they need no schema to be proved. */
export type ProtocolConcern = (context: ProtocolContext) => ProtocolCase[];
