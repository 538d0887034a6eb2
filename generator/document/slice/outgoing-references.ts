import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import { isNameMap, isWithoutReferences } from "../positions.ts";

/** A member of an object that leads to another place of the document. */
export interface OutgoingReference {
  holder: JsonObject;
  member: string;
  ref: string;
}

/**
 * Every reference in a part of a document, also those of examples (`examples: { a: { $ref } }`) and of
 * a discriminator's mapping, by pointer or by a schema's name (OpenAPI 3.1.1, section 4.8.25).
 */
export function outgoingReferences(node: Json | undefined): OutgoingReference[] {
  const found: OutgoingReference[] = [];
  if (node !== undefined) walk(node, false);
  return found;

  function walk(node: Json, areNames: boolean): void {
    if (Array.isArray(node)) {
      for (const item of node) walk(item, false);
    } else if (isJsonObject(node)) {
      if (!areNames) own(node);
      for (const [member, value] of Object.entries(node)) {
        if (typeof value !== "object" || value === null) continue;
        if (!areNames && isWithoutReferences(member)) continue;
        walk(value, !areNames && isNameMap(member));
      }
    }
  }

  function own(node: JsonObject): void {
    add(node, "$ref");
    const { examples, discriminator } = node;
    if (isJsonObject(examples))
      for (const example of Object.values(examples)) if (isJsonObject(example)) add(example, "$ref");
    const mapping = isJsonObject(discriminator) ? discriminator["mapping"] : undefined;
    for (const [name, target] of Object.entries(isJsonObject(mapping) ? mapping : {})) {
      const ref = typeof target === "string" && /^[\w.-]+$/.test(target) ? `#/components/schemas/${target}` : target;
      if (typeof ref === "string") found.push({ holder: mapping as JsonObject, member: name, ref });
    }
  }

  function add(holder: JsonObject, member: string): void {
    const ref = holder[member];
    if (typeof ref === "string") found.push({ holder, member, ref });
  }
}
