import { describe, expect, it } from "vitest";
import type { Operation } from "../../spec/interchange/contract.ts";
import { createRouter } from "./router.ts";

function operation(method: string, path: string, servers: string[] = []): Operation {
  return {
    id: `${method} ${path}`,
    method,
    path,
    pointer: "",
    servers,
    parameters: [],
    parameterSchemas: {},
    responses: [],
    security: [],
    securityPointer: "/security",
  };
}

function found(router: ReturnType<typeof createRouter>, method: string, path: string): unknown {
  const routing = router(method, path);
  if (routing.found === "path") return routing.methods;
  if (routing.found === "nothing") return undefined;
  return [
    routing.route.operation.id,
    Object.fromEntries(routing.route.parameters.map(({ name, value }) => [name, value])),
  ];
}

describe("createRouter", () => {
  const base = "https://api.example.com/client/v4";
  const router = createRouter([
    operation("GET", "/"),
    operation("GET", "/items/{id}", [base]),
    operation("DELETE", "/items/{id}", [base]),
    operation("GET", "/items/all", ["/v1/"]),
    operation("POST", "/items/all"),
    operation("GET", "/{kind}/{id}"),
    operation("POST", "/{kind}/{id}"),
    operation("GET", "/a/{x}/c"),
    operation("GET", "/a/b/{y}/"),
    operation("GET", "/files/{name}.{type}"),
    operation("GET", "/caf%C3%A9"),
    operation("GET", "/plain(1)"),
    operation("DELETE", "/tags/{arn}#tagKeys"),
    operation("POST", "/?Action=Add"),
  ]);

  it.each([
    ["GET", "/", ["GET /", {}]],
    ["GET", "/items/7", ["GET /items/{id}", { id: "7" }]],
    ["HEAD", "/items/7", ["GET /items/{id}", { id: "7" }]],
    ["GET", "/client/v4/items/7", ["GET /items/{id}", { id: "7" }]],
    ["GET", "/v1/items/all", ["GET /items/all", {}]],
    ["GET", "/items/all", ["GET /items/all", {}]],
    ["GET", "/items/%61ll", ["GET /items/all", {}]],
    ["DELETE", "/items/all", ["DELETE /items/{id}", { id: "all" }]],
    ["POST", "/items/7", ["POST /{kind}/{id}", { kind: "items", id: "7" }]],
    ["GET", "/items/a%2Fb", ["GET /items/{id}", { id: "a%2Fb" }]],
    ["GET", "/items/%zz", ["GET /items/{id}", { id: "%zz" }]],
    ["GET", "/items/..", ["GET /items/{id}", { id: ".." }]],
    ["GET", "/a/b/c", ["GET /a/{x}/c", { x: "b" }]],
    ["GET", "/a/b/c/", ["GET /a/b/{y}/", { y: "c" }]],
    ["GET", "/files/a.tar.gz", ["GET /files/{name}.{type}", { name: "a.tar", type: "gz" }]],
    ["GET", "/caf%c3%a9", ["GET /caf%C3%A9", {}]],
    ["GET", "/plain(1)", ["GET /plain(1)", {}]],
    ["DELETE", "/tags/a", ["DELETE /tags/{arn}#tagKeys", { arn: "a" }]],
    ["POST", "/", ["POST /?Action=Add", {}]],
  ])("%s %s", (method, path, expected) => {
    expect(found(router, method, path)).toEqual(expected);
  });

  it.each(["/items/", "/items//", "//", "/items", "/a/b/c/d", "", "*", "/items/7/"])("knows no %s", (path) => {
    expect(found(router, "GET", path)).toBeUndefined();
  });

  it("lists the methods of every template that matches", () => {
    expect(found(router, "PUT", "/items/all")).toEqual(["DELETE", "GET", "POST"]);
    expect(found(router, "HEAD", "/nothing/here/at-all")).toBeUndefined();
  });

  it("takes the first of two equal templates", () => {
    const twice = createRouter([operation("GET", "/{a}"), operation("GET", "/{b}")]);
    expect(found(twice, "GET", "/1")).toEqual(["GET /{a}", { a: "1" }]);
  });
});
