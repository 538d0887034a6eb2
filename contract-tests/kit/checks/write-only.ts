import { isJsonObject, type Json, type JsonPointer, type JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { argumentsOf, memberNodes, type Nodes, nodesOf } from "../fuzz/arbitrary/schema-nodes.ts";

/**
 * The members of a response's body that are `writeOnly`: sent to a server, never sent back (JSON Schema 2020-12
 * validation, section 9.4; OpenAPI 3.0.3, section 4.7.24.1). What the schema says in every case counts, not what it
 * says in one branch of several; and a member that is null tells nothing of what was written.
 */
export function writeOnlyMembers(value: Json, schema: JsonSchema): JsonPointer[] {
  return membersIn(value, nodesOf([schema], schema) ?? [], schema, "");
}

function membersIn(value: Json, nodes: Nodes, root: JsonSchema, at: JsonPointer): JsonPointer[] {
  if (nodes.length === 0) return [];
  if (Array.isArray(value)) {
    // Behind `prefixItems`, `items` speaks of the rest alone.
    const each = nodes.filter((node) => node["prefixItems"] === undefined);
    const items = nodesOf(argumentsOf<JsonSchema>(each, "items"), root) ?? [];
    return value.flatMap((item, index) => membersIn(item, items, root, below(at, String(index))));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]): JsonPointer[] => {
    const declared = memberNodes(nodes, name, root);
    const place = below(at, name);
    if (argumentsOf(declared, "writeOnly").includes(true)) return member === null ? [] : [place];
    return membersIn(member, declared, root, place);
  });
}
