import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AskedGate, askGate, short } from "../testing/ask-gate.ts";
import { createCredentialCheck } from "./credentials.ts";

let gate: AskedGate;

beforeAll(async () => {
  gate = await askGate();
});

afterAll(() => gate.remove());

describe("credentials", () => {
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString("base64")}` });
  const REFUSED = ["credentials", 401, "credentials/security"];

  it.each<[string, string, Record<string, string>, boolean]>([
    ["a token", "/token", { authorization: "Bearer one" }, true],
    ["another accepted token", "/token", { authorization: "bearer  two" }, true],
    ["no token", "/token", {}, false],
    ["an empty token", "/token", { authorization: "Bearer " }, false],
    ["a wrong token", "/token", { authorization: "Bearer three" }, false],
    ["a malformed token", "/token", { authorization: "Bearer o ne" }, false],
    ["another scheme", "/token", { authorization: "Basic one" }, false],
    ["two tokens", "/token", { authorization: "Bearer one, Bearer one" }, false],
    ["both halves", "/pair?key=k", { "x-mail": "m" }, true],
    ["one half", "/pair", { "x-mail": "m" }, false],
    ["the other half", "/pair?key=k", {}, false],
    ["an empty half", "/pair?key=", { "x-mail": "m" }, false],
    ["a doubled half", "/pair?key=k&key=k", { "x-mail": "m" }, false],
    ["a password", "/pair", basic("me:secret"), true],
    ["a wrong password", "/pair", basic("me:sacred"), false],
    ["a malformed password", "/pair", { authorization: "Basic ???" }, false],
    ["a cookie", "/pair", { cookie: "session=s" }, true],
    ["an empty cookie", "/pair", { cookie: "session=" }, false],
    ["nobody, where anybody may", "/anybody", {}, true],
    ["a certificate, which nobody can see", "/certificate", {}, false],
  ])("%s", async (_name, target, headers, accepted) => {
    const verdict = await gate.ask("GET", target, headers);
    if (accepted) expect(verdict).toHaveProperty("accepted");
    else expect(short(verdict)).toEqual(REFUSED);
  });

  it("are not accepted for a scheme that is not there", () => {
    expect(() => createCredentialCheck({ token: { kind: "http", scheme: "bearer" } }, { tokn: "x" })).toThrow(
      'the contract has no security scheme "tokn". It has: token.',
    );
  });
});
