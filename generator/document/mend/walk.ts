import { Pointer } from "rfc6902";
import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { keywordShape } from "../dialect.ts";

/** The kinds of objects of an OpenAPI document that are looked at (OpenAPI 3.1.1, section 4.8; 3.2.0, section 4). */
export type ObjectKind =
  | "document"
  | "info"
  | "components"
  | "path-item"
  | "operation"
  | "parameter"
  | "header"
  | "request-body"
  | "responses"
  | "response"
  | "media-type"
  | "encoding"
  | "callback"
  | "security-scheme"
  | "schema";

/** An object of a document, its kind and where it stands. */
export interface Visited {
  kind: ObjectKind;
  value: JsonObject;
  pointer: JsonPointer;
}

/** What a member holds: one object of a kind, a list or a map of them. */
type Holding = [member: string, holds: "one" | "list" | "map", kind: ObjectKind];

const OPERATIONS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

const HOLDINGS: Partial<Record<ObjectKind, Holding[]>> = {
  document: [
    ["info", "one", "info"],
    ["paths", "map", "path-item"],
    ["webhooks", "map", "path-item"],
    ["components", "one", "components"],
  ],
  components: [
    ["schemas", "map", "schema"],
    ["responses", "map", "response"],
    ["parameters", "map", "parameter"],
    ["requestBodies", "map", "request-body"],
    ["headers", "map", "header"],
    ["securitySchemes", "map", "security-scheme"],
    ["callbacks", "map", "callback"],
    ["pathItems", "map", "path-item"],
    ["mediaTypes", "map", "media-type"],
  ],
  "path-item": [
    ...OPERATIONS.map((method): Holding => [method, "one", "operation"]),
    ["additionalOperations", "map", "operation"],
    ["parameters", "list", "parameter"],
  ],
  operation: [
    ["parameters", "list", "parameter"],
    ["requestBody", "one", "request-body"],
    ["responses", "one", "responses"],
    ["callbacks", "map", "callback"],
  ],
  parameter: [
    ["schema", "one", "schema"],
    ["content", "map", "media-type"],
  ],
  header: [
    ["schema", "one", "schema"],
    ["content", "map", "media-type"],
  ],
  "request-body": [["content", "map", "media-type"]],
  response: [
    ["headers", "map", "header"],
    ["content", "map", "media-type"],
  ],
  "media-type": [
    ["schema", "one", "schema"],
    ["itemSchema", "one", "schema"],
    ["encoding", "map", "encoding"],
  ],
  encoding: [["headers", "map", "header"]],
};

/** The objects whose members are all of one kind. */
const MAPS: Partial<Record<ObjectKind, ObjectKind>> = { responses: "response", callback: "path-item" };

/**
 * Every object of a document, each before those in it. References are met, not followed: what they lead
 * to is met where it stands. A visitor may change an object before its members are looked at.
 */
export function* walkDocument(document: JsonObject): Generator<Visited> {
  yield* walk({ kind: "document", value: document, pointer: "" });
}

function* walk(visited: Visited): Generator<Visited> {
  yield visited;
  const { kind, value, pointer } = visited;
  const inner = (kind: ObjectKind, child: Json | undefined, ...tokens: string[]) =>
    isJsonObject(child) ? walk({ kind, value: child, pointer: pointer + new Pointer(["", ...tokens]).toString() }) : [];
  if (kind === "schema") {
    for (const [keyword, argument] of Object.entries(value)) yield* subschemas(keyword, argument, inner);
    return;
  }
  const every = MAPS[kind];
  if (every)
    for (const [key, child] of Object.entries(value)) if (!key.startsWith("x-")) yield* inner(every, child, key);
  for (const [member, holds, childKind] of HOLDINGS[kind] ?? []) {
    const held = value[member];
    if (holds === "one") yield* inner(childKind, held, member);
    else if (holds === "list" ? Array.isArray(held) : isJsonObject(held)) {
      for (const [key, child] of Object.entries(held as object)) {
        if (!key.startsWith("x-") || holds === "map") yield* inner(childKind, child as Json, member, key);
      }
    }
  }
}

function* subschemas(
  keyword: string,
  argument: Json | undefined,
  inner: (kind: ObjectKind, child: Json | undefined, ...tokens: string[]) => Iterable<Visited>,
): Generator<Visited> {
  // They hold schemas and say nothing by themselves.
  const isHolder = keyword === "$defs" || keyword === "definitions";
  switch (isHolder ? "schema-map" : keywordShape(keyword)) {
    case "schema":
      yield* inner("schema", argument, keyword);
      return;
    case "schemas":
    case "schema-map":
      if (typeof argument !== "object" || argument === null) return;
      for (const [key, child] of Object.entries(argument)) yield* inner("schema", child as Json, keyword, key);
  }
}
