import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../spec/interchange/json.ts";
import { below, localPointer, valueAt } from "../../spec/interchange/pointer.ts";
import type { Change } from "./change.ts";
import { type OperationPair, placeIn, type Side, type Sides } from "./side.ts";

/** Changes of what no rule compares: callbacks and webhooks. What they say is told to be another, and no more. */
export function notComparedChanges(sides: Sides, pairs: readonly OperationPair[]): Change[] {
  const webhooks = changeOf(sides, "the webhooks", "webhooks", "/webhooks", "/webhooks");
  const callbacks = pairs.flatMap(({ base, head, title }) =>
    changeOf(sides, title, "callbacks", below(base.pointer, "callbacks"), below(head.pointer, "callbacks")),
  );
  return [...callbacks, ...webhooks];
}

function changeOf(sides: Sides, operation: string, name: string, base: JsonPointer, head: JsonPointer): Change[] {
  if (isDeepStrictEqual(reachable(sides.base, base), reachable(sides.head, head))) return [];
  const at = (side: Side, pointer: JsonPointer) =>
    valueAt(side.loaded.document, pointer) === undefined ? [] : [placeIn(side, pointer)];
  const places = [...at(sides.base, base), ...at(sides.head, head)];
  const what = `says something else of its ${name}`;
  const why = `${name} are not compared`;
  return [{ kind: "unproved", rule: "not-compared", operation, what, why, places }];
}

/** A part of a document and all that it refers to, without words for people. */
function reachable({ loaded }: Side, pointer: JsonPointer): Map<JsonPointer, Json> {
  const found = new Map<JsonPointer, Json>();
  const root = valueAt(loaded.document, pointer);
  // The place itself is no difference.
  if (root !== undefined) found.set("", visit(root));
  return found;

  function visit(value: Json): Json {
    if (Array.isArray(value)) return value.map(visit);
    if (!isJsonObject(value)) return value;
    const target = typeof value["$ref"] === "string" ? localPointer(value["$ref"]) : undefined;
    if (target !== undefined && !found.has(target)) {
      found.set(target, null);
      found.set(target, visit(valueAt(loaded.document, target) ?? null));
    }
    const entries = Object.entries(value).filter(([name, inner]) => !isWords(name, inner));
    return Object.fromEntries(entries.map(([name, inner]) => [name, visit(inner)])) as JsonObject;
  }
}

function isWords(name: string, value: Json): boolean {
  return ["description", "summary"].includes(name) && typeof value === "string";
}
