import type { SecurityScheme } from "../../spec/interchange/contract.ts";
import { isJsonObject, type Json } from "../../spec/interchange/json.ts";
import { follow, members, type Walker } from "./place.ts";

/** The alternatives of a security requirement (OpenAPI 3.1.1, section 4.8.30). */
export function readSecurity(security: Json[] | undefined): string[][] {
  return (security ?? []).filter(isJsonObject).map((alternative) => Object.keys(alternative));
}

/** The security schemes of the document, by name. */
export function readSecuritySchemes(walker: Walker): Record<string, SecurityScheme> {
  const components = follow(walker, walker.document["components"], "/components");
  if (!components) return {};
  return Object.fromEntries(
    members(walker, components, "securitySchemes").map(({ key, value }): [string, SecurityScheme] => {
      const { type, scheme, name } = value;
      if (type === "http") return [key, { kind: "http", scheme: String(scheme).toLowerCase() }];
      if (type === "apiKey") {
        return [
          key,
          {
            kind: "apiKey",
            in: value["in"] as "query" | "header" | "cookie",
            name: String(name),
          },
        ];
      }
      // Both end in a bearer token (RFC 6750), however it was come by.
      if (type === "oauth2" || type === "openIdConnect") return [key, { kind: "http", scheme: "bearer" }];
      return [key, { kind: "other", type: String(type) }];
    }),
  );
}
