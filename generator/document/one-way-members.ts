import { isJsonObject, type Json, type JsonObject } from "../../spec/interchange/json.ts";
import { resolveLocal } from "./references.ts";

/** Which way a value travels. */
export type Direction = "request" | "response";

/** What marks a member that does not travel this way. */
const ABSENT = { request: "readOnly", response: "writeOnly" } as const;

/**
 * The members of an object schema that do not travel in a direction: those marked `readOnly` are no part
 * of requests, those marked `writeOnly` no part of responses, and `required` holds the other way only
 * (OpenAPI 3.0.3, section 4.7.24.1; 3.1 keeps the meaning through JSON Schema's annotations).
 */
export function oneWayMembers(schema: JsonObject, direction: Direction, document: JsonObject): Set<string> {
  const names = new Set<string>();
  const seen = new Set<JsonObject>();
  const visit = (node: Json | undefined): void => {
    if (!isJsonObject(node) || seen.has(node)) return;
    seen.add(node);
    const { properties, allOf, $ref: ref } = node;
    for (const [name, member] of Object.entries(isJsonObject(properties) ? properties : {})) {
      if (isMarked(member, direction, document)) names.add(name);
    }
    for (const part of Array.isArray(allOf) ? allOf : []) visit(part);
    if (typeof ref === "string") visit(resolveLocal(document, ref));
  };
  visit(schema);
  return names;
}

function isMarked(member: Json | undefined, direction: Direction, document: JsonObject): boolean {
  let node = member;
  for (let hops = 0; hops < 20 && isJsonObject(node); hops++) {
    if (node[ABSENT[direction]] === true) return true;
    const ref = node["$ref"];
    node = typeof ref === "string" ? resolveLocal(document, ref) : undefined;
  }
  return false;
}
