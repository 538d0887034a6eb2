import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { type KeywordShape, keywordShape } from "../dialect.ts";

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

/** The member of `components` that holds objects of a kind. */
export function componentSection(kind: ObjectKind): string | undefined {
  return HOLDINGS.components?.find(([, , held]) => held === kind)?.[0];
}

/** The objects whose members are all of one kind. */
const MAPS: Partial<Record<ObjectKind, ObjectKind>> = { responses: "response", callback: "path-item" };

/**
 * Every object of a document, each before those in it. References are met, not followed: what they lead
 * to is met where it stands. A visitor may change an object before its members are looked at.
 */
export function* walkDocument(document: JsonObject): Generator<Visited> {
  const open: Visited[] = [{ kind: "document", value: document, pointer: "" }];
  for (let visited = open.pop(); visited !== undefined; visited = open.pop()) {
    yield visited;
    open.push(...membersOf(visited).reverse());
  }
}

function membersOf({ kind, value, pointer }: Visited): Visited[] {
  const found: Visited[] = [];
  const add = (kind: ObjectKind, child: Json | undefined, place: JsonPointer): void => {
    if (isJsonObject(child)) found.push({ kind, value: child, pointer: place });
  };
  if (kind === "schema") {
    for (const [keyword, argument] of Object.entries(value)) {
      const shape = holderShape(keyword);
      const place = below(pointer, keyword);
      if (shape === "schema") add("schema", argument, place);
      else if (shape !== "data" && shape !== undefined && typeof argument === "object" && argument !== null)
        for (const [key, child] of Object.entries(argument)) add("schema", child as Json, below(place, key));
    }
    return found;
  }
  const every = MAPS[kind];
  if (every) {
    for (const [key, child] of Object.entries(value)) if (!key.startsWith("x-")) add(every, child, below(pointer, key));
  }
  for (const [member, holds, childKind] of HOLDINGS[kind] ?? []) {
    const held = value[member];
    const place = below(pointer, member);
    if (holds === "one") add(childKind, held, place);
    else if (holds === "list" ? Array.isArray(held) : isJsonObject(held)) {
      for (const [key, child] of Object.entries(held as object)) add(childKind, child as Json, below(place, key));
    }
  }
  return found;
}

/** `$defs` and `definitions` hold schemas and say nothing by themselves. */
function holderShape(keyword: string): KeywordShape | undefined {
  return keyword === "$defs" || keyword === "definitions" ? "schema-map" : keywordShape(keyword);
}
