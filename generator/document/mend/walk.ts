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
 *
 * @param without - objects of this kind are left out, with all that is in them
 */
export function* walkDocument(document: JsonObject, { without }: { without?: ObjectKind } = {}): Generator<Visited> {
  const open: Visited[] = [{ kind: "document", value: document, pointer: "" }];
  for (let visited = open.pop(); visited !== undefined; visited = open.pop()) {
    yield visited;
    const start = open.length;
    addMembers(visited, open, without);
    reverseFrom(open, start);
  }
}

function addMembers({ kind, value, pointer }: Visited, open: Visited[], without: ObjectKind | undefined): void {
  if (kind === "schema") {
    for (const keyword of Object.keys(value)) {
      const argument = value[keyword];
      const shape = typeof argument === "object" ? holderShape(keyword) : undefined;
      if (shape === undefined || shape === "data") continue;
      if (shape === "schema") add("schema", argument, below(pointer, keyword));
      else addAll("schema", argument, below(pointer, keyword));
    }
    return;
  }
  const every = MAPS[kind];
  if (every) {
    for (const [key, child] of Object.entries(value)) if (!key.startsWith("x-")) add(every, child, below(pointer, key));
  }
  for (const [member, holds, childKind] of HOLDINGS[kind] ?? []) {
    const held = value[member];
    if (typeof held !== "object") continue;
    const place = below(pointer, member);
    if (holds === "one") add(childKind, held, place);
    else if (holds === "list" ? Array.isArray(held) : isJsonObject(held)) addAll(childKind, held, place);
  }

  function add(childKind: ObjectKind, child: Json | undefined, place: JsonPointer): void {
    if (childKind !== without && isJsonObject(child)) open.push({ kind: childKind, value: child, pointer: place });
  }

  function addAll(childKind: ObjectKind, held: Json | undefined, place: JsonPointer): void {
    if (typeof held !== "object" || held === null) return;
    for (const key of Object.keys(held)) add(childKind, (held as JsonObject)[key], below(place, key));
  }
}

function reverseFrom(list: Visited[], start: number): void {
  for (let low = start, high = list.length - 1; low < high; low++, high--) {
    const [first, last] = [list[low], list[high]];
    if (first && last) [list[low], list[high]] = [last, first];
  }
}

/** `$defs` and `definitions` hold schemas and say nothing by themselves. */
function holderShape(keyword: string): KeywordShape | undefined {
  return keyword === "$defs" || keyword === "definitions" ? "schema-map" : keywordShape(keyword);
}
