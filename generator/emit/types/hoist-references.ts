import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import { localPointer } from "../../../spec/interchange/pointer.ts";
import { type ObjectKind, walkDocument } from "../../document/mend/walk.ts";
import { resolveLocal } from "../../document/references.ts";

/** Where openapi-typescript looks for objects of a kind. */
const HOMES: Partial<Record<ObjectKind, string>> = {
  schema: "schemas",
  response: "responses",
  parameter: "parameters",
  "request-body": "requestBodies",
  header: "headers",
  "path-item": "pathItems",
};

/**
 * Gives whatever a reference leads to a name under `components`, in place: references into the middle of
 * paths and schemas, and to components of no known kind, become types that do not compile otherwise.
 */
export function hoistReferences(document: JsonObject): void {
  const components = isJsonObject(document["components"]) ? document["components"] : {};
  const names = new Map<string, string>();
  // What is hoisted is not walked again: it stands where it stood, too.
  for (const { kind, value } of [...walkDocument(document)]) {
    const home = HOMES[kind];
    const ref = value["$ref"];
    if (home === undefined || typeof ref !== "string" || ref === "#" || isNamed(ref, home)) continue;
    const target = resolveLocal(document, ref);
    if (target === undefined) continue;
    const holder = isJsonObject(components[home]) ? components[home] : {};
    const key = `${home} ${ref}`;
    const name = names.get(key) ?? freeName(holder, ref);
    names.set(key, name);
    holder[name] = target as Json;
    components[home] = holder;
    value["$ref"] = `#/components/${home}/${name}`;
  }
  if (names.size > 0) document["components"] = components;
}

function isNamed(ref: string, home: string): boolean {
  return new RegExp(`^#/components/${home}/[^/]+$`).test(ref);
}

function freeName(holder: JsonObject, ref: string): string {
  const tokens = (localPointer(ref) ?? "")
    .split(/[^A-Za-z0-9_]+/)
    .filter((token) => token !== "" && token !== "components");
  const wish = tokens.join(".") || "Document";
  let name = wish;
  for (let count = 2; Object.hasOwn(holder, name); count++) name = `${wish}.${count}`;
  return name;
}
