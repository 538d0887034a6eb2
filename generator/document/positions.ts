import { isJsonObject, type Json } from "../../spec/interchange/json.ts";

const DATA = new Set(["example", "examples", "default", "enum", "const", "value"]);

/** Objects that OpenAPI allows no references in. */
const WITHOUT_REFERENCES = new Set(["info", "tags", "servers", "externalDocs", "xml"]);

const NAME_MAPS = new Set(
  (
    "properties patternProperties dependentSchemas $defs definitions schemas responses parameters requestBodies headers " +
    "securitySchemes links callbacks pathItems paths webhooks content encoding variables additionalOperations mediaTypes"
  ).split(" "),
);

/** Whether what stands under this member is data of the author's, in which a `$ref` means nothing. */
export function isDataMember(member: string): boolean {
  return DATA.has(member) || member.startsWith("x-");
}

/** Whether a `$ref` under this member means nothing. */
export function isWithoutReferences(member: string): boolean {
  return isDataMember(member) || WITHOUT_REFERENCES.has(member);
}

/** Whether the members of this member are names that the author chose: `default` and `example` may be among them. */
export function isNameMap(member: string): boolean {
  return NAME_MAPS.has(member);
}

/** A copy of a part of a document without the data in which a `$ref` means nothing: examples, defaults, extensions. */
export function withoutData(node: Json, areNames = false): Json {
  if (Array.isArray(node)) return node.map((item) => withoutData(item));
  if (!isJsonObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([member, value]) => areNames || typeof value !== "object" || !isDataMember(member))
      .map(([member, value]) => [member, withoutData(value, !areNames && isNameMap(member))]),
  );
}
