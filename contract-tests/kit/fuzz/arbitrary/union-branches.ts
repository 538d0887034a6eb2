import { isJsonObject, type JsonObject, type JsonSchema } from "../../../../spec/interchange/json.ts";
import { type Nodes, schemaEntries, schemasOf } from "./schema-nodes.ts";

/**
 * The ways to satisfy the first `anyOf`, `oneOf`, `if` or `dependentSchemas` of the nodes: for each way
 * the schemas that an instance has to fit, without that keyword. `undefined` when there is none. A
 * schema that is false for another reason (two branches of a `oneOf` at once) shows when it is judged.
 */
export function unionBranches(nodes: Nodes): JsonSchema[][] | undefined {
  for (const node of nodes) {
    const ways = waysOf(node);
    if (!ways) continue;
    const others = nodes.filter((other) => other !== node);
    return ways.map((way) => [...others, ...way]);
  }
  return undefined;
}

function waysOf(node: JsonObject): JsonSchema[][] | undefined {
  for (const keyword of ["anyOf", "oneOf"]) {
    const parts = schemasOf(node[keyword]);
    if (parts.length > 0) return parts.map((part) => [without(node, keyword), part]);
  }
  if (node["if"] !== undefined) {
    const rest = without(node, "if", "then", "else");
    const { if: condition, then = true, else: otherwise = true } = node;
    return [
      [rest, condition as JsonSchema, then as JsonSchema],
      [rest, otherwise as JsonSchema],
    ];
  }
  const [dependent] = schemaEntries(node, "dependentSchemas");
  if (!dependent) return undefined;
  const [trigger, schema] = dependent;
  const rest = without(node, "dependentSchemas");
  const left = schemaEntries(node, "dependentSchemas").slice(1);
  if (left.length > 0) rest["dependentSchemas"] = Object.fromEntries(left);
  return [
    [rest, schema, { required: [trigger] }],
    [rest, { properties: { [trigger]: false } }],
  ];
}

/** A copy without keywords. */
function without(node: JsonObject, ...keywords: string[]): JsonObject {
  return Object.fromEntries(Object.entries(node).filter(([keyword]) => !keywords.includes(keyword)));
}

/** How much a branch asks for; where a schema contains itself, the least demanding branch leads out. */
export function demands(branch: readonly JsonSchema[]): number {
  return branch.reduce((sum, schema) => {
    if (!isJsonObject(schema)) return sum;
    const required = Array.isArray(schema["required"]) ? schema["required"].length : 0;
    return sum + required + (schema["$ref"] === undefined ? 0 : 2) + (Number(schema["minItems"] ?? 0) > 0 ? 2 : 0);
  }, 0);
}
