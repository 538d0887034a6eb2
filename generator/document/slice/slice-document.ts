import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import { below, localPointer, valueAt } from "../../../spec/interchange/pointer.ts";
import { walkDocument } from "../mend/walk.ts";
import { resolveLocal } from "../references.ts";
import { collectComponents } from "./collect-components.ts";
import { dropLinks } from "./drop-links.ts";
import { type ListedOperation, pathItemAt } from "./list-operations.ts";

/**
 * A copy of a document with some of its operations, and of the rest only what these reach: components,
 * security schemes, tags. Webhooks go, and links to operations that are left out.
 */
export function sliceDocument(document: JsonObject, operations: Iterable<ListedOperation>): JsonObject {
  const chosen = [...operations];
  const ids = new Set(chosen.map(({ operationId }) => operationId));
  const { webhooks: _, components: __, ...rest } = document;
  const slice = copy({ ...rest, paths: pathsOf(document, chosen) }) as JsonObject;
  const components = collectComponents(document, slice, copy);
  components.follow(slice);

  const used = operationsOf({ ...slice, components: Object.fromEntries(components.sections) });
  if (used.every(({ security }) => security !== undefined)) delete slice["security"];
  for (const { security } of [slice, ...used])
    for (const name of schemesOf(security)) components.keep("securitySchemes", name);
  keepTags(slice, used);
  const kept = inOrderOf(document["components"], components.sections);
  return Object.keys(kept).length === 0 ? slice : { ...slice, components: kept };

  function copy(value: Json): Json {
    const own = structuredClone(value);
    dropLinks(own, isKept);
    return own;
  }

  function isKept(link: Json): boolean {
    if (!isJsonObject(link)) return true;
    const { $ref: ref, operationId, operationRef } = link;
    const target = typeof ref === "string" ? resolveLocal(document, ref) : undefined;
    if (target !== undefined && target !== link) return isKept(target);
    const pointer = typeof operationRef === "string" ? localPointer(operationRef) : undefined;
    if (pointer !== undefined) return isChosen(pointer);
    return typeof operationId !== "string" || ids.has(operationId);
  }

  function isChosen(pointer: string): boolean {
    return chosen.some(({ path, at }) => below("/paths", path, ...at) === pointer);
  }
}

function pathsOf(document: JsonObject, chosen: readonly ListedOperation[]): JsonObject {
  const byPath = Map.groupBy(chosen, ({ path }) => path);
  const own = isJsonObject(document["paths"]) ? document["paths"] : {};
  return Object.fromEntries(
    Object.keys(own).flatMap((path) => {
      const operations = byPath.get(path);
      return operations ? [[path, itemOf(pathItemAt(document, path), operations)]] : [];
    }),
  );
}

const ABOUT_ALL = new Set(["summary", "description", "parameters", "servers"]);

/** A Path Item with some of its operations. */
function itemOf(item: JsonObject, operations: readonly ListedOperation[]): JsonObject {
  const methods = new Set(operations.map(({ at }) => at[0]));
  const entries = Object.entries(item).filter(
    ([member]) => methods.has(member) || ABOUT_ALL.has(member) || member.startsWith("x-"),
  );
  const more = operations.flatMap(({ at }) => at[1] ?? []);
  return Object.fromEntries(
    entries.map(([member, value]) => [
      member,
      member === "additionalOperations"
        ? Object.fromEntries(more.map((method) => [method, valueAt(value, below("", method)) ?? null]))
        : value,
    ]),
  );
}

function operationsOf(document: JsonObject): JsonObject[] {
  return [...walkDocument(document)].filter(({ kind }) => kind === "operation").map(({ value }) => value);
}

function schemesOf(security: Json | undefined): string[] {
  return (Array.isArray(security) ? security : []).filter(isJsonObject).flatMap((scheme) => Object.keys(scheme));
}

/** Tags that the operations have, and those that these stand under (OpenAPI 3.2.0, section 4.22). */
function keepTags(slice: JsonObject, operations: readonly JsonObject[]): void {
  const tags = Array.isArray(slice["tags"]) ? slice["tags"].filter(isJsonObject) : [];
  const names = new Set(operations.flatMap(({ tags }) => (Array.isArray(tags) ? tags : [])));
  for (const name of names) for (const tag of tags) if (tag["name"] === name && tag["parent"]) names.add(tag["parent"]);
  const kept = tags.filter(({ name = null }) => names.has(name));
  if (kept.length > 0) slice["tags"] = kept;
  else delete slice["tags"];
}

/** Components in the order in which the document has them. */
function inOrderOf(all: Json | undefined, sections: ReadonlyMap<string, JsonObject>): JsonObject {
  const known = isJsonObject(all) ? all : {};
  return Object.fromEntries(
    ordered(Object.keys(known), [...sections.keys()]).map((section) => {
      const entries = sections.get(section) ?? {};
      const names = isJsonObject(known[section]) ? Object.keys(known[section]) : [];
      return [
        section,
        Object.fromEntries(ordered(names, Object.keys(entries)).map((name) => [name, entries[name] ?? null])),
      ];
    }),
  );
}

/** Those of the second list: first as the first one has them, then the others. */
function ordered(order: readonly string[], present: readonly string[]): string[] {
  const known = new Set(order);
  const own = new Set(present);
  return [...order.filter((name) => own.has(name)), ...present.filter((name) => !known.has(name))];
}
