import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import { resolveLocal } from "../references.ts";

/** An operation of a document under `paths`. */
export interface ListedOperation {
  path: string;
  /** As it is sent: `GET`. */
  method: string;
  /** Where its Path Item holds it: `get`, or `additionalOperations` and `COPY`. */
  at: readonly [string] | readonly ["additionalOperations", string];
  operationId: string | undefined;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** Every operation under `paths`, in the document's order. */
export function listOperations(document: JsonObject): ListedOperation[] {
  const paths = document["paths"];
  return Object.keys(isJsonObject(paths) ? paths : {}).flatMap((path) => {
    const item = pathItemAt(document, path);
    const { additionalOperations: more } = item;
    const found = [
      ...METHODS.map((method) => ({ at: [method] as const, method: method.toUpperCase(), value: item[method] })),
      ...Object.entries(isJsonObject(more) ? more : {}).map(([method, value]) => ({
        at: ["additionalOperations", method] as const,
        method,
        value,
      })),
    ];
    return found.flatMap(({ at, method, value }) => {
      if (!isJsonObject(value)) return [];
      const { operationId } = value;
      return [{ path, method, at, operationId: typeof operationId === "string" ? operationId : undefined }];
    });
  });
}

/** A Path Item with what it refers to; its own members count first (OpenAPI 3.1.1, section 4.8.9). */
export function pathItemAt(document: JsonObject, path: string): JsonObject {
  const paths = document["paths"] as JsonObject;
  const seen = new Set<Json>();
  let item: JsonObject = {};
  for (let next: Json | undefined = paths[path]; isJsonObject(next) && !seen.has(next); ) {
    seen.add(next);
    const { $ref: ref, ...own } = next;
    item = { ...own, ...item };
    next = typeof ref === "string" ? resolveLocal(document, ref) : undefined;
  }
  return item;
}
