import { describe, expect, it } from "vitest";
import type { Contract, SecurityScheme } from "../../../spec/interchange/contract.ts";
import { alternativesOf, credentialsOf } from "./credentials.ts";

const key: SecurityScheme = { kind: "apiKey", in: "header", name: "X-Key" };

function named(...schemes: string[]) {
  const contract = {
    securitySchemes: Object.fromEntries(schemes.map((scheme) => [scheme, key])),
    operations: [{ security: [schemes] }],
  } as unknown as Contract<unknown>;
  return [...credentialsOf(contract).values()].map(({ name }) => name);
}

describe("credentialsOf", () => {
  it("names them in camel case", () => {
    expect(named("api_token", "X-Auth", "BearerAuth", "APIKey", "JWT", "oauth2", "petstore.auth")).toEqual([
      "apiToken",
      "xAuth",
      "bearerAuth",
      "apiKey",
      "jwt",
      "oauth2",
      "petstoreAuth",
    ]);
  });

  it("keeps names apart", () => {
    expect(named("api_key", "apiKey", "api-key")).toEqual(["apiKey", "apiKey2", "apiKey3"]);
  });

  it("leaves out schemes that no operation uses, or that send nothing", () => {
    const contract = {
      securitySchemes: { a: key, b: key, tls: { kind: "other", type: "mutualTLS" } },
      operations: [{ security: [["a", "tls"]] }],
    } as unknown as Contract<unknown>;
    expect([...credentialsOf(contract).keys()]).toEqual(["a"]);
  });
});

describe("alternativesOf", () => {
  it("has calling without any as the last one, once", () => {
    const contract = {
      securitySchemes: { a: key, tls: { kind: "other", type: "mutualTLS" } },
      operations: [{ security: [["a"]] }],
    } as unknown as Contract<unknown>;
    expect(alternativesOf([[], ["a", "tls"], ["tls"]], credentialsOf(contract))).toEqual([["a"], []]);
  });
});
