import { describe, expect, it } from "vitest";
import type { Case } from "../../../spec/interchange/case.ts";
import { failing, judge, PUT, refusal } from "../fixture/judge-answer.ts";
import type { LocalAnswer } from "../fixture/local-server.ts";
import { ACCEPTED, REJECTED, UNAUTHORIZED } from "../fixture/notes-contract.ts";
import { CREATED, STRANGER } from "../fixture/notes-server.ts";

describe("credentials-required", () => {
  const of = async (answer: LocalAnswer, testCase = UNAUTHORIZED) =>
    (await judge(testCase, answer))["credentials-required"];

  it("fails when a stranger is let in, or refused for another reason", async () => {
    expect(await of(CREATED)).toMatchObject({
      what: "a request without sufficient credentials was answered 200; expected 401: refused because of its credentials",
    });
    for (const status of [400, 403, 404]) expect(await of(refusal(status))).toMatchObject({ passed: false });
  });

  it("takes another refusal where the case names a class, but none that has another reason", async () => {
    const anyClass: Case = { ...UNAUTHORIZED, expect: { ...UNAUTHORIZED.expect, status: ["4XX"] } };
    expect(await of(refusal(403), anyClass)).toEqual({ passed: true });
    for (const status of [404, 405, 415]) expect(await of(refusal(status), anyClass)).toMatchObject({ passed: false });
  });

  it("has nothing to say about other cases", async () => {
    expect(await of(CREATED, REJECTED)).toEqual({ passed: true });
    expect(await failing(UNAUTHORIZED, CREATED)).toEqual(["credentials-required"]);
  });
});

describe("challenge-given", () => {
  const of = async (answer: LocalAnswer, testCase = UNAUTHORIZED) => (await judge(testCase, answer))["challenge-given"];

  it("demands a challenge of a 401", async () => {
    expect(await of(STRANGER)).toEqual({ passed: true });
    expect(await of(refusal(401))).toMatchObject({ what: "the 401 has no WWW-Authenticate" });
    for (const value of ["", "=?"]) {
      const answer = { ...refusal(401), headers: { "WWW-Authenticate": value } };
      expect(await of(answer)).toMatchObject({ what: expect.stringContaining("holds no challenge") });
    }
  });

  it("is apart from the refusal itself, so that one of them can be known to fail", async () => {
    expect(await failing(UNAUTHORIZED, refusal(401))).toEqual(["challenge-given"]);
    expect(await of(CREATED)).toEqual({ passed: true });
  });
});

describe("method-not-allowed", () => {
  const of = async (status: number, allow?: string) => {
    const answer = { status, ...(allow === undefined ? {} : { headers: { Allow: allow } }) };
    return (await judge(PUT, answer))["method-not-allowed"];
  };

  it("takes 405 with a true Allow field, 404 and 501", async () => {
    expect(await of(405, "OPTIONS, POST")).toEqual({ passed: true });
    expect(await of(404)).toEqual({ passed: true });
    expect(await of(501)).toEqual({ passed: true });
    expect(await failing(PUT, { status: 501 })).toEqual([]);
  });

  it("fails on any other answer", async () => {
    for (const status of [200, 204, 400, 403, 500]) expect(await of(status, "POST")).toMatchObject({ passed: false });
  });

  it("takes what answers CORS or reads HTTP, where the case names it", async () => {
    const found = async (status: number, expected: string[]) => {
      const testCase: Case = { ...PUT, expect: { ...PUT.expect, status: expected } };
      return (await judge(testCase, { status }))["method-not-allowed"]?.passed;
    };
    expect(await found(204, ["200", "204", "405", "404", "501"])).toBe(true);
    expect(await found(400, ["501", "405", "404", "400"])).toBe(true);
    for (const status of [500, 503]) {
      expect(await found(status, ["200", "204", "405", "404", "501"])).toBe(false);
      expect(await found(status, ["501", "405", "404", "400"])).toBe(false);
    }
  });

  it("fails on a 405 whose Allow field is missing or not true", async () => {
    expect(await of(405)).toMatchObject({ what: "the 405 has no Allow field" });
    expect(await of(405, "GET")).toMatchObject({ what: 'the Allow field of the 405 is not true: "GET"' });
    expect(await of(405, "POST, PUT")).toMatchObject({ passed: false });
  });

  it("is the only check of such an answer that looks at more than its status", async () => {
    expect(await failing(PUT, { status: 200, body: { nothing: 1 } })).toEqual(["method-not-allowed"]);
    expect(await failing(PUT, { status: 500, body: "<h1>" })).toEqual(["no-server-error", "method-not-allowed"]);
  });
});

describe("a case that leaves the choice to the server", () => {
  const open: Case = { ...ACCEPTED, expect: { outcome: "either", status: ["200", "4XX"] } };

  it("takes what it names, and no refusal for another reason", async () => {
    expect(await failing(open, CREATED)).toEqual([]);
    expect(await failing(open, refusal(400))).toEqual([]);
    expect(await failing(open, STRANGER)).toEqual(["accepted-when-valid"]);
    expect(await failing(open, refusal(500))).toContain("no-server-error");
  });
});
