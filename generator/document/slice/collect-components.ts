import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { localPointer, tokensOf, valueAt } from "../../../spec/interchange/pointer.ts";
import { type ObjectKind, walkDocument } from "../mend/walk.ts";
import { outgoingReferences } from "./outgoing-references.ts";

/** Components of a slice, by section and name. */
export interface CollectedComponents {
  sections: ReadonlyMap<string, JsonObject>;
  /** Takes along what a part of the slice refers to. References into what is not in the slice are changed in place. */
  follow(node: Json): void;
  /** Takes a component along, and what it refers to. */
  keep(section: string, name: string): void;
}

/** Where an object of a kind stands by itself; a schema is at home in `schemas`. */
const HOMES: Partial<Record<ObjectKind, string>> = {
  response: "responses",
  parameter: "parameters",
  "request-body": "requestBodies",
  header: "headers",
  callback: "callbacks",
  "path-item": "pathItems",
  "media-type": "mediaTypes",
};

/**
 * Collects copies of what a slice of a document needs from the rest of it. What is referred to inside of
 * an operation that is not in the slice becomes a component.
 *
 * @param copy - makes the copies
 */
export function collectComponents(
  document: JsonObject,
  slice: JsonObject,
  copy: (value: Json) => Json,
): CollectedComponents {
  const all = isJsonObject(document["components"]) ? document["components"] : {};
  const sections = new Map<string, JsonObject>();
  const moved = new Map<JsonPointer, string>();
  let kinds: Map<JsonPointer, ObjectKind> | undefined;

  return { sections, follow, keep: (section, name) => follow(add(section, name) ?? null) };

  function follow(node: Json): void {
    const open = [node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const { holder, member, ref } of outgoingReferences(next)) {
        const pointer = localPointer(ref);
        const [root, section, name] = tokensOf(pointer ?? "");
        let added: Json | undefined;
        if (root === "components" && section !== undefined && name !== undefined) added = add(section, name);
        else if (pointer !== undefined && (root === "paths" || root === "webhooks")) {
          if (valueAt(slice, pointer) !== undefined) continue;
          added = moved.has(pointer) ? undefined : move(pointer);
          holder[member] = moved.get(pointer) ?? ref;
        }
        if (added !== undefined) open.push(added);
      }
    }
  }

  /** @returns the copy, if there is such a component and it was not there before */
  function add(section: string, name: string): Json | undefined {
    const from = isJsonObject(all[section]) ? all[section] : {};
    const value = Object.hasOwn(from, name) ? from[name] : undefined;
    if (value === undefined || Object.hasOwn(sections.get(section) ?? {}, name)) return undefined;
    return put(section, name, value);
  }

  function move(pointer: JsonPointer): Json | undefined {
    const value = valueAt(document, pointer);
    if (value === undefined) return undefined;
    kinds ??= new Map([...walkDocument(document)].map((visited) => [visited.pointer, visited.kind]));
    const section = HOMES[kinds.get(pointer) ?? "schema"] ?? "schemas";
    const taken = { ...(isJsonObject(all[section]) ? all[section] : {}), ...sections.get(section) };
    const wish = pointer.replaceAll(/(?:~[01]|[^A-Za-z0-9])+/g, ".").replaceAll(/^\.|\.$/g, "");
    let name = wish;
    for (let count = 2; Object.hasOwn(taken, name); count++) name = `${wish}.${count}`;
    moved.set(pointer, `#/components/${section}/${name}`);
    return put(section, name, value);
  }

  function put(section: string, name: string, source: Json): Json {
    const value = copy(source);
    const entries = sections.get(section) ?? {};
    // Whatever its name: assigning `__proto__` would set the prototype.
    Object.defineProperty(entries, name, { value, enumerable: true, configurable: true, writable: true });
    sections.set(section, entries);
    return value;
  }
}
