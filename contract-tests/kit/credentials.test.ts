import { describe, expect, it } from "vitest";
import type { CredentialVariant } from "../../spec/interchange/case.ts";
import type { SecurityScheme } from "../../spec/interchange/contract.ts";
import { credentialsFromHeaders, presentCredential, sampleCredentials, strangersCredential } from "./credentials.ts";

const SCHEMES: Record<string, SecurityScheme> = {
  bearerToken: { kind: "http", scheme: "bearer" },
  login: { kind: "http", scheme: "basic" },
  "api-key": { kind: "apiKey", in: "header", name: "X-Auth-Key" },
  email: { kind: "apiKey", in: "header", name: "X-Auth-Email" },
  session: { kind: "apiKey", in: "cookie", name: "sid" },
  oauth: { kind: "other", type: "oauth2" },
};

const present = (name: string, value: string) =>
  presentCredential(name, SCHEMES[name] as SecurityScheme, value, "given");

describe("presentCredential", () => {
  it("puts each kind where it travels", () => {
    expect(present("bearerToken", "abc")).toMatchObject({ in: "header", name: "Authorization", value: "Bearer abc" });
    expect(present("login", "ü:p")).toMatchObject({ name: "Authorization", value: "Basic w7w6cA==" });
    expect(present("api-key", "abc")).toMatchObject({ in: "header", name: "X-Auth-Key", value: "abc" });
    expect(present("session", "abc")).toMatchObject({ in: "cookie", name: "sid", value: "abc" });
    expect(present("oauth", "abc")).toMatchObject({ name: "Authorization", value: "Bearer abc" });
  });

  it("names the secret as a shell variable, in the form in which it travels", () => {
    const at = { in: "header", name: "Authorization" };
    expect(present("bearerToken", "abc").secrets).toEqual([{ name: "BEARER_TOKEN", value: "abc", at }]);
    expect(present("api-key", "abc").secrets.map(({ name }) => name)).toEqual(["API_KEY"]);
    expect(present("login", "u:p").secrets).toEqual([
      { name: "LOGIN", value: "dTpw", at },
      { name: "LOGIN", value: "u:p" },
      { name: "LOGIN", value: "p" },
    ]);
  });
});

describe("what is made of a credential", () => {
  const as = (variant: CredentialVariant, name = "bearerToken", prefix?: string) =>
    presentCredential(name, SCHEMES[name] as SecurityScheme, "aB1", variant, prefix);

  it("is another one, near or far", () => {
    expect(as("longer").value).toBe("Bearer aB1x");
    expect(as("shorter").value).toBe("Bearer aB");
    expect(as("other-case").value).toBe("Bearer Ab1");
    expect(as("empty").value).toBe("Bearer");
    expect(as("empty", "api-key").value).toBe("");
    expect(presentCredential("api-key", SCHEMES["api-key"] as SecurityScheme, "12", "other-case").value).toBe("12x");
  });

  it("stands under the name of its scheme, or another, or none", () => {
    expect(as("given", "bearerToken", "BEARER").value).toBe("BEARER aB1");
    expect(as("given", "bearerToken", "").value).toBe("aB1");
  });

  it("is a secret where the credential can be read from it", () => {
    expect(as("longer").secrets).toMatchObject([{ name: "BEARER_TOKEN_LONGER", value: "aB1x" }]);
    expect(as("other-case").secrets).toMatchObject([{ name: "BEARER_TOKEN_OTHER_CASE", value: "Ab1" }]);
    expect(as("wrong").secrets).toEqual([]);
    expect(as("empty").secrets).toEqual([]);
    const basic = presentCredential("login", { kind: "http", scheme: "basic" }, "user:hunter22", "longer");
    expect(basic.secrets.map(({ value }) => value)).toEqual(["dXNlcjpodW50ZXIyMng=", "user:hunter22x", "hunter22x"]);
  });
});

describe("strangersCredential", () => {
  it("has the shape of the credential and is another one", () => {
    for (const value of [
      "me@example.com",
      "user:Passw0rd!",
      "AbC-123_xyz",
      "0",
      "z",
      "",
      "---",
      strangersCredential("abc"),
    ]) {
      const stranger = strangersCredential(value);
      expect(stranger).not.toBe(value);
      if (!/[a-z0-9]/i.test(value)) continue;
      const shape = (text: string) => text.replaceAll(/[a-z]/g, "a").replaceAll(/[A-Z]/g, "A").replaceAll(/\d/g, "0");
      expect(shape(stranger)).toBe(shape(value));
    }
  });

  it("depends on nothing but the shape", () => {
    expect(strangersCredential("abc-12")).toBe(strangersCredential("xyz-98"));
  });
});

describe("sampleCredentials", () => {
  it("gives every scheme a credential of its form", () => {
    const sample = sampleCredentials({ securitySchemes: SCHEMES });
    expect(Object.keys(sample)).toEqual(Object.keys(SCHEMES));
    expect(sample["email"]).toMatch(/^[^@]+@[^@]+$/);
    expect(sample["login"]).toMatch(/^[^:]+:.+$/);
    expect(sample["bearerToken"]).toMatch(/^[\w.~+/-]+=*$/);
  });
});

describe("credentialsFromHeaders", () => {
  const sorted = (...headers: [string, string][]) => credentialsFromHeaders({ securitySchemes: SCHEMES }, headers);

  it("finds credentials among the header fields of a person", () => {
    expect(sorted(["authorization", "bearer abc"], ["x-auth-key", "k"], ["X-Other", "1"])).toEqual({
      credentials: { bearerToken: "abc", oauth: "abc", "api-key": "k" },
      headers: [["X-Other", "1"]],
    });
    expect(sorted(["Authorization", "Basic dTpw"]).credentials).toEqual({ login: "u:p" });
  });

  it("leaves an Authorization of an unknown scheme alone", () => {
    expect(sorted(["Authorization", "Digest x"])).toEqual({
      credentials: {},
      headers: [["Authorization", "Digest x"]],
    });
  });
});
