import { describe, expect, it } from "vitest";
import type { Case } from "../../../spec/interchange/case.ts";
import { failing, judge, PUT, refusal } from "../fixture/judge-answer.ts";
import type { LocalAnswer, LocalHandler } from "../fixture/local-server.ts";
import { ACCEPTED, CREATE_NOTE, notesArtefacts, REJECTED, UNAUTHORIZED } from "../fixture/notes-contract.ts";
import { CREATED, STRANGER } from "../fixture/notes-server.ts";
import { documentedStatus } from "./documented-status.ts";
import { STANDARD_CHECKS } from "./standard-checks.ts";

const ARTEFACTS = notesArtefacts();

describe("the standard checks", () => {
  it("have stable ids", () => {
    expect(STANDARD_CHECKS.map(({ id }) => id)).toEqual([
      "answers-in-time",
      "no-server-error",
      "accepted-when-valid",
      "credentials-required",
      "method-not-allowed",
      "rejected-when-invalid",
      "link-followed",
      "echoed-as-sent",
      "gone-after-delete",
      "challenge-given",
      "documented-status",
      "documented-content-type",
      "response-schema",
      "response-headers",
    ]);
  });

  it("let a kept contract pass", async () => {
    expect(await failing(ACCEPTED, CREATED)).toEqual([]);
    expect(await failing(REJECTED, refusal(400))).toEqual([]);
    expect(await failing(UNAUTHORIZED, STRANGER)).toEqual([]);
    expect(await failing(PUT, { status: 405, headers: { Allow: "POST" } })).toEqual([]);
  });

  it("say where, what and how to mend", async () => {
    const results = [
      ...Object.values(await judge(ACCEPTED, { status: 500, headers: { "Content-Type": "text/html" }, body: "<h1>" })),
    ];
    const failures = results.filter((result) => !result.passed);
    expect(failures.length).toBeGreaterThan(2);
    for (const failure of failures) {
      expect(failure).toMatchObject({
        where: expect.stringMatching(/^openapi\.json#\//),
        what: expect.stringMatching(/./),
      });
      expect(failure).toMatchObject({ hint: expect.stringMatching(/^[A-Z].*\.$/) });
    }
  });
});

describe("answers-in-time", () => {
  it("fails without a complete answer, and leaves the other checks alone", async () => {
    expect(await failing(ACCEPTED, () => undefined, 50)).toEqual(["answers-in-time"]);
    const hangUp: LocalHandler = (_request, response) => void response.destroy();
    expect(await failing(REJECTED, hangUp)).toEqual(["answers-in-time"]);
    const result = (await judge(REJECTED, () => undefined, 50))["answers-in-time"];
    expect(result).toMatchObject({ what: "no answer (timeout): no answer within 50 ms" });
  });
});

describe("no-server-error", () => {
  it("fails on 5xx, unless the case asks for it", async () => {
    expect(await failing(REJECTED, refusal(503))).toContain("no-server-error");
    const asked: Case = { ...REJECTED, expect: { outcome: "rejected", because: "data", status: ["501"] } };
    expect(await failing(asked, refusal(501))).not.toContain("no-server-error");
  });

  it("points at the rule that was tried", async () => {
    const result = (await judge(REJECTED, refusal(500)))["no-server-error"];
    expect(result).toMatchObject({ where: `openapi.json#${REJECTED.tests.pointer}` });
  });
});

describe("accepted-when-valid", () => {
  it("fails on any other status than the case names", async () => {
    expect(await failing(ACCEPTED, refusal(400))).toEqual(["accepted-when-valid"]);
    const created: Case = { ...ACCEPTED, expect: { outcome: "accepted", status: ["2XX"] } };
    expect(await failing(created, CREATED)).toEqual([]);
  });

  it("fails on a refusal that the document describes, whatever it says", async () => {
    for (const status of [400, 415, 422])
      expect(await failing(ACCEPTED, refusal(status))).toContain("accepted-when-valid");
  });

  it("points at credentials when those are the trouble", async () => {
    const result = (await judge(ACCEPTED, refusal(401)))["accepted-when-valid"];
    expect(result).toMatchObject({ hint: expect.stringContaining("credentials") });
    expect((await judge(ACCEPTED, refusal(400)))["accepted-when-valid"]).toMatchObject({
      where: `openapi.json#${ACCEPTED.tests.pointer}`,
      what: "a valid request was answered 400; expected 200: accepted",
      hint: expect.stringContaining("code points"),
    });
  });
});

describe("rejected-when-invalid", () => {
  const anyOf4xx = (testCase: Case): Case => ({ ...testCase, expect: { ...testCase.expect, status: ["4XX"] } });

  it("fails when the request is accepted", async () => {
    expect(await failing(REJECTED, CREATED)).toEqual(["rejected-when-invalid"]);
    expect((await judge(REJECTED, CREATED))["rejected-when-invalid"]).toMatchObject({
      what: "a request that breaks `maxLength` was answered 200; expected 400: refused because of its data",
    });
  });

  it("fails when the request is refused for another reason", async () => {
    for (const status of [401, 403, 404, 409]) {
      expect(await failing(REJECTED, refusal(status))).toContain("rejected-when-invalid");
      expect(await failing(anyOf4xx(REJECTED), refusal(status))).toContain("rejected-when-invalid");
    }
    expect(await failing(anyOf4xx(REJECTED), refusal(422))).not.toContain("rejected-when-invalid");
  });

  it("takes any status that the case names", async () => {
    const conflict: Case = { ...REJECTED, expect: { outcome: "rejected", because: "data", status: ["400", "409"] } };
    expect(await failing(conflict, refusal(409))).not.toContain("rejected-when-invalid");
  });
});

describe("documented-status", () => {
  it("takes a right refusal where the document has none", async () => {
    const open: Case = { ...REJECTED, expect: { outcome: "rejected", because: "media-type", status: ["4XX"] } };
    const of = async (status: number, testCase: Case, statuses: string[]) => {
      const responses = statuses.map((each) => ({ status: each, pointer: "", description: "", content: [] }));
      const context = { operation: { ...CREATE_NOTE, responses }, testCase, artefacts: ARTEFACTS, now: 0 };
      const answer = { status, statusText: "", headers: [], body: new Uint8Array(), durationMs: 0 };
      return documentedStatus.run({ ...context, answer }).passed;
    };
    expect(await of(415, open, ["200", "401"])).toBe(true);
    expect(await of(409, open, ["200", "401"])).toBe(false);
    expect(await of(415, open, ["200", "400"])).toBe(false);
    // A 404 says that nothing is there: it is no status for bad data.
    const ofPath: Case = { ...REJECTED, expect: { ...REJECTED.expect, status: ["404", "400", "422"] } };
    const either: Case = { ...REJECTED, expect: { outcome: "either", status: ["200", "404", "400", "422"] } };
    for (const testCase of [ofPath, either]) {
      expect(await of(400, testCase, ["200", "404"])).toBe(true);
      expect(await of(400, testCase, ["200", "404", "422"])).toBe(false);
    }
    expect(await of(415, ACCEPTED, ["200"])).toBe(false);
  });

  it("fails on a status that the document does not describe", async () => {
    expect((await judge(REJECTED, refusal(422)))["documented-status"]).toMatchObject({
      what: "the status 422 is not documented; documented: 200, 400, 401",
    });
  });

  it("takes a class and a default", async () => {
    const answer = { status: 418, statusText: "", headers: [], body: new Uint8Array(), durationMs: 0 };
    const documentedStatus = STANDARD_CHECKS.find(({ id }) => id === "documented-status");
    for (const status of ["4XX", "default", "5XX"]) {
      const responses = [{ status, pointer: "", description: "", content: [] }];
      const context = {
        operation: { ...CREATE_NOTE, responses },
        testCase: REJECTED,
        answer,
        artefacts: ARTEFACTS,
        now: 0,
      };
      expect(documentedStatus?.run(context).passed).toBe(status !== "5XX");
    }
  });
});

describe("documented-content-type", () => {
  it("fails on another media type, and on none", async () => {
    const typed = (type: string): LocalAnswer => ({ ...refusal(400), headers: { "Content-Type": type } });
    expect(await failing(REJECTED, typed("text/html"))).toEqual(["documented-content-type"]);
    expect(await failing(REJECTED, typed("application/problem+json"))).toEqual(["documented-content-type"]);
    expect(await failing(REJECTED, typed("Application/JSON ; charset=utf-8"))).toEqual([]);
    const untyped: LocalHandler = (_request, response) => void response.writeHead(400).end("{}");
    expect(await failing(REJECTED, untyped)).toEqual(["documented-content-type"]);
  });
});

describe("response-schema", () => {
  it("fails when the body breaks the schema of its status", async () => {
    expect(await failing(ACCEPTED, { ...CREATED, body: { id: 1 } })).toEqual(["response-schema"]);
    expect((await judge(ACCEPTED, { ...CREATED, body: { id: 1 } }))["response-schema"]).toMatchObject({
      where: expect.stringMatching(/responses\/200\/content\/application~1json\/schema$/),
      what: "the 200 body breaks its schema: /id must be string [type]",
    });
    expect(await failing(REJECTED, { status: 400, body: { id: "n1" } })).toEqual(["response-schema"]);
  });

  it("fails on a body that is no JSON, is empty or is not UTF-8", async () => {
    const what = async (body: string | Buffer) => {
      const raw: LocalHandler = (_request, response) =>
        void response.writeHead(400, { "Content-Type": "application/json" }).end(body);
      return (await judge(REJECTED, raw))["response-schema"];
    };
    expect(await what("{")).toMatchObject({ what: expect.stringContaining("the 400 body is not JSON: ") });
    expect(await what("")).toMatchObject({ what: "the 400 body is not JSON: it is empty" });
    expect(await what(Buffer.from([0xff]))).toMatchObject({ what: "the 400 body is not UTF-8" });
  });
});

describe("response-headers", () => {
  it("fails when a required header field is missing or breaks its schema", async () => {
    expect(await failing(ACCEPTED, { status: 200, body: { id: "n1" } })).toEqual(["response-headers"]);
    expect(await failing(ACCEPTED, { ...CREATED, headers: { "x-left": "seven" } })).toEqual(["response-headers"]);
    expect(await failing(ACCEPTED, { ...CREATED, headers: { "x-left": "-1" } })).toEqual(["response-headers"]);
    expect(await failing(ACCEPTED, { ...CREATED, headers: { "X-LEFT": "0" } })).toEqual([]);
  });
});
