import { isJsonObject, type JsonObject, type JsonSchema } from "../../../spec/interchange/json.ts";
import { referredSchema } from "../../../spec/interchange/schema-types.ts";
import { memberSite, requiredMembers, type Site, subSite } from "../../cases/site.ts";
import type { Forgotten } from "./proof.ts";

/** The names that the schema objects of a site list, apart from unions and conditions in it. */
export function ownNames(site: Site): Set<string> {
  return new Set(site.nodes.flatMap(({ schema }) => namesOf(schema)));
}

/** The names that a site lists anywhere for the same instance, in branches and consequences, too. */
export function allNames(site: Site): Set<string> {
  const names = new Set<string>();
  const seen = new Set<object>();
  for (const { schema } of site.nodes) visit(schema);
  return names;

  function visit(schema: JsonSchema | undefined): void {
    if (!isJsonObject(schema) || seen.has(schema)) return;
    seen.add(schema);
    for (const name of namesOf(schema)) names.add(name);
    if (typeof schema["$ref"] === "string") visit(referredSchema(schema["$ref"], site.part.schema));
    for (const keyword of ["allOf", "anyOf", "oneOf"]) {
      for (const part of (schema[keyword] ?? []) as JsonSchema[]) visit(part);
    }
    for (const keyword of ["if", "then", "else"]) visit(schema[keyword] as JsonSchema | undefined);
    for (const part of Object.values((schema["dependentSchemas"] ?? {}) as JsonObject)) visit(part as JsonSchema);
  }
}

/** A name that is demanded is known, described or not. */
function namesOf({ properties, required }: JsonObject): string[] {
  return [
    ...Object.keys(isJsonObject(properties) ? properties : {}),
    ...(Array.isArray(required) ? required.map(String) : []),
  ];
}

/** The schemas that a site gives to the members that it does not list; a rest that may be anything is none. */
export function mapSchemas(site: Site): JsonSchema[] {
  return site.nodes.flatMap(({ schema }) => [
    ...Object.values((schema["patternProperties"] ?? {}) as Record<string, JsonSchema>),
    ...["additionalProperties", "unevaluatedProperties"].flatMap((keyword) => {
      const rest = schema[keyword] as JsonSchema | undefined;
      return rest === undefined || isSilent(rest) ? [] : [rest];
    }),
  ]);
}

/** Whether a site says nothing at all of members: then it means any. */
export function isFreeForm(site: Site): boolean {
  return site.types.has("object") && allNames(site).size === 0 && mapSchemas(site).length === 0;
}

/** Whether an object of the site has no members but those of {@link ownNames}. */
export function isClosed(site: Site): boolean {
  return restSites(site).every(({ site: { types } }) => types.size === 0);
}

/** What members have to be that a pattern takes; without one, those that no pattern takes. */
export interface RestSite {
  pattern?: string;
  site: Site;
}

/** What a site says of members that it does not list: one site for each pattern, and one for what no pattern takes. */
export function restSites(site: Site): RestSite[] {
  const bare = site.nodes.map(({ schema: { properties: _, patternProperties: __, ...rest }, place }) => ({
    schema: rest,
    place,
  }));
  const patterns = site.nodes.flatMap(({ schema }) =>
    Object.entries((schema["patternProperties"] ?? {}) as Record<string, JsonSchema>),
  );
  return [
    ...patterns.map(([pattern, schema]) => ({ pattern, site: subSite(site, schema, "") })),
    { site: memberSite({ ...site, nodes: bare }, "*") ?? subSite(site, true, "") },
  ];
}

/** Whether a schema accepts anything, on its face. */
export function isSilent(schema: JsonSchema): boolean {
  return schema === true || (isJsonObject(schema) && Object.keys(schema).length === 0);
}

/** Members that one site lists and of which another one, which is for objects of listed members, knows nothing. */
export function unknownMembers(site: Site, other: Site): Forgotten[] {
  if (!other.types.has("object") || isFreeForm(other) || mapSchemas(other).some((schema) => schema !== false))
    return [];
  const known = allNames(other);
  const demanded = new Set(requiredMembers(site));
  return [...ownNames(site)].flatMap((name) => {
    const member = memberSite(site, name);
    const isRefused = memberSite(other, name)?.types.size === 0;
    if (known.has(name) || isRefused || !member || member.types.size === 0) return [];
    return [{ at: member.at, place: member.roots[0]?.place ?? "", required: demanded.has(name) }];
  });
}
