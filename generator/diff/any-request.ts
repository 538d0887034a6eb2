import type { RequestTemplate } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import { baseRequest } from "../cases/base-request.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { Side } from "./side.ts";

/** A valid request of an operation; an empty one where none can be made. */
export function anyRequest({ loaded }: Side, operation: Operation<SchemaPart>): RequestTemplate {
  const found = baseRequest(operation, loaded.document);
  if (!("reason" in found)) return found.request;
  return { path: {}, query: [], headers: {}, cookies: {}, credentials: [], body: null };
}
