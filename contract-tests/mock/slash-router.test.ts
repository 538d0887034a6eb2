import { describe, expect, it } from "vitest";
import type { Operation } from "../../spec/interchange/contract.ts";
import { createSlashRouter, type SlashRules } from "./slash-router.ts";

function operation(method: string, path: string, servers: string[] = []): Operation {
  const empty = { pointer: "", parameters: [], parameterSchemas: {}, responses: [], security: [] };
  return { id: `${method} ${path}`, method, path, servers, securityPointer: "/security", ...empty };
}

const operations = [
  operation("GET", "/accounts/{account}/v1/{id}", ["https://api.example.com/client/v4"]),
  operation("DELETE", "/accounts/{account}/v1/{id}"),
  operation("GET", "/accounts/{account}/v1/{id}/blob"),
  operation("POST", "/accounts/{account}/v2/new"),
  operation("GET", "/numbers/{n}"),
  operation("POST", "/{hash}/{id}"),
  operation("GET", "/files/{name}.{type}"),
];
const rules: SlashRules = { mayHoldSlash: (_operation, name) => name !== "n" };
const router = createSlashRouter(operations, rules);

function found(method: string, path: string, ask = router): unknown {
  const routing = ask(method, path);
  if (routing.found !== "operation") return routing.found === "path" ? routing.methods : undefined;
  const { operation, parameters } = routing.route;
  return [operation.path, ...parameters.map(({ value }) => value)];
}

describe("createSlashRouter", () => {
  it.each([
    ["GET", "/accounts/x/v1/a/b", ["/accounts/{account}/v1/{id}", "x", "a/b"]],
    ["GET", "/client/v4/accounts/x/v1/a/b/c", ["/accounts/{account}/v1/{id}", "x", "a/b/c"]],
    ["HEAD", "/accounts/x/v1/a/b", ["/accounts/{account}/v1/{id}", "x", "a/b"]],
    ["GET", "/accounts/x/v1/a%2Fb/c%20d", ["/accounts/{account}/v1/{id}", "x", "a%2Fb/c%20d"]],
    ["GET", "/accounts/x/v1/a//b", ["/accounts/{account}/v1/{id}", "x", "a//b"]],
    ["GET", "/accounts/x/v1/a/b/blob", ["/accounts/{account}/v1/{id}/blob", "x", "a/b"]],
    ["GET", "/accounts/x/v1/blob/blob/blob", ["/accounts/{account}/v1/{id}/blob", "x", "blob/blob"]],
    ["DELETE", "/accounts/x/v1/a/b/blob", ["/accounts/{account}/v1/{id}", "x", "a/b/blob"]],
    ["PUT", "/accounts/x/v1/a/b", ["DELETE", "GET"]],
  ])("%s %s", (method, path, expected) => {
    expect(found(method, path)).toEqual(expected);
  });

  it.each([
    "/accounts/x/v1/a",
    "/accounts/x/v1//a/b",
    "/accounts/x/v1/a/b/",
    "/accounts/x/v1/./b",
    "/accounts/x/v1/a/..",
    "/accounts/x/v1/%2e%2E/b",
    "/accounts//v1/a/b",
    "/accounts/x/v3/a/b",
    "/numbers/1/2",
    "/files/a/b.png",
    "/",
    "",
    "*",
  ])("knows no %s", (path) => {
    expect(found("GET", path)).toBeUndefined();
  });

  it("lets no template without a fixed segment swallow what comes", () => {
    expect(found("POST", "/hash/a/b")).toBeUndefined();
    expect(found("POST", "/accounts/x/v2/new/more")).toBeUndefined();
  });

  it("lets one do so that is said to own its paths, but not where another template begins", () => {
    const open = createSlashRouter(operations, { ...rules, mayBeUnanchored: ({ path }) => path === "/{hash}/{id}" });
    expect(found("POST", "/hash/a/b", open)).toEqual(["/{hash}/{id}", "hash", "a/b"]);
    expect(found("POST", "/hash/a%2Fb/c//d", open)).toEqual(["/{hash}/{id}", "hash", "a%2Fb/c//d"]);
    expect(found("PUT", "/hash/a/b", open)).toEqual(["POST"]);
    for (const path of [
      "/accounts/x/v2/new/more",
      "/%61ccounts/a/b",
      "/client/v4/x",
      "/hash/a/..",
      "//a/b",
      "/hash/a/",
    ]) {
      expect(found("POST", path, open)).toBeUndefined();
    }
  });
});
