import { describe, expect, it } from "vitest";
import { acceptedCredentials, type CredentialOptions } from "./accepted-credentials.ts";

const accepted = (options: CredentialOptions) =>
  acceptedCredentials(
    {
      securitySchemes: {
        token: { kind: "http", scheme: "bearer" },
        login: { kind: "http", scheme: "basic" },
        key: { kind: "apiKey", in: "header", name: "X-Key" },
        session: { kind: "apiKey", in: "cookie", name: "sid" },
        query: { kind: "apiKey", in: "query", name: "api_key" },
        oauth: { kind: "other", type: "oauth2" },
      },
    },
    options,
  );
const none = { token: [], login: [], key: [], session: [], query: [], oauth: [] };

describe("acceptedCredentials", () => {
  it("is everything when nothing is named", () => {
    expect(accepted({})).toBeUndefined();
  });

  it.each<[CredentialOptions, object]>([
    [{ header: ["Authorization: Bearer a"] }, { token: ["a"], oauth: ["a"] }],
    [{ header: ["authorization:bearer a ", "Authorization: Bearer b"] }, { token: ["a", "b"], oauth: ["a", "b"] }],
    [{ header: [`Authorization: Basic ${btoa("me:secret")}`] }, { login: ["me:secret"] }],
    [{ header: ["x-key: with: a colon"] }, { key: ["with: a colon"] }],
    [{ header: ["Cookie: theme=dark; sid=a=b"] }, { session: ["a=b"] }],
    [{ credential: ["query=a=b", "query=c", "login=me:secret"] }, { query: ["a=b", "c"], login: ["me:secret"] }],
    [{ header: ["X-Key: a"], credential: ["key=b"] }, { key: ["a", "b"] }],
  ])("%j, and nothing else", (options, expected) => {
    expect(accepted(options)).toEqual({ ...none, ...expected });
  });

  it.each<[CredentialOptions, string]>([
    [{ header: ["Bearer hidden"] }, "--header: must be written as 'Name: value'"],
    [{ header: ["X-Key:"] }, "--header: must be written as 'Name: value'"],
    [{ header: ["Authorization: Digest hidden"] }, "--header Authorization: carries no credentials"],
    [{ header: ["Cookie: other=hidden"] }, "--header Cookie: carries no credentials"],
    [{ credential: ["hidden"] }, "--credential: must be written as scheme=value"],
    [{ credential: ["token="] }, "--credential: must be written as scheme=value"],
    [{ credential: ["toString=hidden"] }, "--credential toString: is no security scheme"],
  ])("refuses %j without showing a value", (options, message) => {
    const refused = () => accepted(options);
    expect(refused).toThrow(message);
    expect(refused).toThrow("token (Authorization: bearer), login (Authorization: basic), key (header X-Key)");
    expect(refused).not.toThrow("hidden");
  });
});
