import { describe, expect, it } from "vitest";
import type { Contract } from "../../../spec/interchange/contract.ts";
import type { LocalAnswer } from "../fixture/local-server.ts";
import { CREATE_NOTE, NOTES_CONTRACT, notesArtefacts } from "../fixture/notes-contract.ts";
import { CREATED } from "../fixture/notes-server.ts";
import { answers, flow, runFlow as run } from "./fixture/run-flow.ts";
import type { WorkflowRunOptions } from "./run-workflows.ts";

const REFUSED: LocalAnswer = { status: 400, body: { error: "no" } };
const BUSY: LocalAnswer = { status: 503, headers: { "Retry-After": "7" }, body: { error: "busy" } };

describe("the order of steps", () => {
  it("is that of the document, and ends at a failure", async () => {
    const { status, requests } = await run(flow({ a: "", b: "", c: "" }), answers({ b: [REFUSED] }));
    expect(status).toEqual({ a: "passed", b: "failed", c: "skipped" });
    expect(requests).toEqual(["a", "b"]);
  });

  it("is changed by the first action whose criteria hold", async () => {
    const step = `onSuccess:
          - { name: no, type: end, criteria: [{ condition: $response.body#/id == 'other' }] }
          - { name: yes, type: goto, stepId: c, criteria: [{ condition: $response.body#/id == 'n1' }] }`;
    const { status, requests } = await run(flow({ a: step, b: "", c: "" }), answers({}));
    expect(status).toEqual({ a: "passed", b: "skipped", c: "passed" });
    expect(requests).toEqual(["a", "c"]);
  });

  it("can end early, with what is left skipped for a reason", async () => {
    const { results } = await run(flow({ a: "onSuccess: [{ name: x, type: end }]", b: "" }), answers({}));
    expect(results.map(({ status, reason }) => [status, reason])).toEqual([
      ["passed", undefined],
      ["skipped", "the workflow ended after the step a"],
    ]);
  });

  it("goes on after a failure where an action says so, but the step has failed", async () => {
    const { status } = await run(
      flow({ a: "onFailure: [{ name: x, type: goto, stepId: c }]", b: "", c: "" }),
      answers({ a: [REFUSED] }),
    );
    expect(status).toEqual({ a: "failed", b: "skipped", c: "passed" });
  });

  it("does not go in circles for ever", async () => {
    const { results, requests } = await run(
      flow({ a: "onSuccess: [{ name: x, type: goto, stepId: a }]" }),
      answers({}),
    );
    expect(requests).toHaveLength(100);
    expect(results[0]?.findings).toMatchObject([{ check: "workflow-ends", hint: expect.stringContaining("circle") }]);
  });
});

describe("a retry", () => {
  const step = (retry: string, after = "") => `onFailure:
          - { name: again, type: retry, ${retry}, criteria: [{ condition: $statusCode >= 500 || $statusCode == 400 }] }
          ${after}`;

  it("counts only the last attempt", async () => {
    const { status, requests, waited } = await run(
      flow({ a: step("retryAfter: 0.5, retryLimit: 3") }),
      answers({ a: [REFUSED, REFUSED, CREATED] }),
    );
    expect({ status, requests, waited }).toEqual({
      status: { a: "passed" },
      requests: ["a", "a", "a"],
      waited: [500, 500],
    });
  });

  it("is limited; then the next action has its turn", async () => {
    const next = "- { name: other, type: goto, stepId: b }";
    const { status, requests } = await run(flow({ a: step("retryLimit: 2", next), b: "" }), answers({ a: [REFUSED] }));
    expect({ status, requests }).toEqual({ status: { a: "failed", b: "passed" }, requests: ["a", "a", "a", "b"] });
  });

  it("is a single one by default", async () => {
    expect((await run(flow({ a: step("retryAfter: 0") }), answers({ a: [REFUSED] }))).requests).toEqual(["a", "a"]);
  });

  it("waits as long as the server says, within a bound", async () => {
    const long: LocalAnswer = { ...BUSY, headers: { "Retry-After": "86400" } };
    const date: LocalAnswer = { ...BUSY, headers: { "Retry-After": "Sat, 31 Jan 2026 09:00:03 GMT" } };
    const { waited } = await run(
      flow({ a: step("retryAfter: 1, retryLimit: 3") }),
      answers({ a: [BUSY, long, date, CREATED] }),
      {
        now: () => Date.parse("2026-01-31T09:00:00Z"),
      },
    );
    expect(waited).toEqual([7_000, 60_000, 3_000]);
  });
});

describe("a bounded time", () => {
  const again = "onFailure: [{ name: again, type: retry, retryAfter: 5, retryLimit: 9 }]";

  it("begins no step when it is over, and waits for none that would come too late", async () => {
    let clock = 0;
    const inTime = { maxTimeMs: 8_000, stopwatch: () => clock };
    const slow = answers({ b: [REFUSED] });
    const { results, requests, summary } = await run(
      flow({ a: "", b: again, c: "" }),
      (...request) => {
        clock += 3_000;
        return slow(...request);
      },
      inTime,
    );
    expect(requests).toEqual(["a", "b"]);
    const reason = "not run: the time of 8 s was over";
    expect(results.map((each) => [each.status, each.reason])).toEqual([
      ["passed", undefined],
      ["skipped", reason],
      ["skipped", reason],
    ]);
    expect(summary?.cutShort).toBe("the time of 8 s was over before 2 cases");
  });
});

describe("a credential of a step itself", () => {
  const declared = (name: string, place: "query" | "cookie") => ({
    ...{ name, in: place, required: false, style: "form", explode: true, pointer: "" },
  });
  const contract: Contract = {
    ...NOTES_CONTRACT,
    securitySchemes: { ...NOTES_CONTRACT.securitySchemes, session: { kind: "apiKey", in: "cookie", name: "sid" } },
    operations: [
      { ...CREATE_NOTE, parameters: [...CREATE_NOTE.parameters, declared("key", "query"), declared("sid", "cookie")] },
    ],
  };

  it.each([
    ["name: key, in: query, value: own-7c1", { name: "KEY", at: { in: "query", name: "key" } }],
    ["name: sid, in: cookie, value: own-7c1", { name: "SESSION", at: { in: "cookie", name: "sid" } }],
    ["name: x-email, in: header, value: own-7c1", { name: "EMAIL", at: { in: "header", name: "X-Email" } }],
    ["name: X-Token, in: header, value: own-7c1", { name: "X_TOKEN", at: { in: "header", name: "x-token" } }],
  ])("is a secret: %s", async (parameter, secret) => {
    const text = flow({ a: "" }).replace(/value: a \}/, `$&, { ${parameter} }`);
    const artefacts = { ...notesArtefacts(), document: {}, contract };
    const { results, server } = await run(text, answers({}), { artefacts });
    expect(JSON.stringify(server.received)).toContain("own-7c1");
    expect(results[0]?.exchange?.secrets).toContainEqual({ ...secret, value: "own-7c1" });
  });
});

describe("success", () => {
  it("without criteria is any 2xx", async () => {
    const { results } = await run(flow({ a: "" }), answers({ a: [REFUSED] }));
    expect(results[0]?.findings).toMatchObject([
      {
        check: "success-criteria",
        where: "flow.yaml#/workflows/0/steps/0",
        what: "success does not hold: $statusCode is 400",
      },
    ]);
  });

  it("by criteria takes any status, a 5xx too, but not one that the document lacks", async () => {
    const step = "successCriteria: [{ condition: $statusCode == 503 }]";
    const { results } = await run(flow({ a: step }), answers({ a: [BUSY] }));
    expect(results[0]?.findings.map(({ check }) => check)).toEqual(["documented-status"]);
  });

  it("by a regex", async () => {
    const step = (pattern: string) =>
      `successCriteria: [{ context: $response.body#/id, type: regex, condition: '${pattern}' }]`;
    const { status, results } = await run(flow({ a: step("^n\\d$"), b: step("^N") }), answers({}));
    expect(status).toEqual({ a: "passed", b: "failed" });
    expect(results[1]?.findings[0]?.what).toBe('/^N/ does not hold: $response.body#/id is "n1"');
  });

  it("needs a response", async () => {
    const { results } = await run(flow({ a: "" }), (_request, response) => {
      response.destroy();
      return undefined;
    });
    expect(results[0]?.findings.map(({ check }) => check)).toEqual(["answers-in-time"]);
  });
});

describe("outputs", () => {
  it("of a workflow are a case of their own, and reach the workflows that depend on it", async () => {
    const first = flow({ a: "outputs: { id: $response.body#/id }" }, "outputs: { id: $steps.a.outputs.id }");
    const second = flow({ b: "" }, "dependsOn: [write]").replace("workflowId: write", "workflowId: read");
    const text =
      first + second.slice(second.indexOf("  - workflowId")).replace("value: b", "value: $workflows.write.outputs.id");
    const { results, requests } = await run(text, answers({}));
    expect(results.map(({ name, status }) => [name, status])).toEqual([
      ["workflow/write/a/createNote", "passed"],
      ["workflow/write/outputs", "passed"],
      ["workflow/read/b/createNote", "passed"],
    ]);
    expect(requests).toEqual(["a", "n1"]);
    const failing = await run(text, answers({ a: [REFUSED] }));
    expect(failing.results.map(({ status, reason }) => [status, reason])).toEqual([
      ["failed", undefined],
      ["skipped", "the workflow ended as it failed at the step a"],
      ["skipped", "the workflow write, on which this one depends, did not succeed"],
    ]);
  });

  it("that a response lacks fail the step", async () => {
    const { results } = await run(flow({ a: "outputs: { id: $response.body#/nope }" }), answers({}));
    expect(results[0]?.findings).toMatchObject([
      { check: "step-outputs", where: "flow.yaml#/workflows/0/steps/0/outputs/id" },
    ]);
  });
});

describe("a target that is not this machine", () => {
  const sent: string[] = [];
  const transport: WorkflowRunOptions["transport"] = {
    send: async ({ url }) => {
      sent.push(url);
      return { failure: "reset", message: "gone", durationMs: 1 };
    },
  };
  const remote = { target: { url: "https://staging.notes.example" }, transport };

  it("is not written to unasked", async () => {
    const { results } = await run(flow({ a: "", b: "" }), answers({}), remote);
    const reason = "POST may change data at https://staging.notes.example; --allow-writes sends it";
    expect(results.map((each) => [each.status, each.reason])).toEqual([
      ["skipped", reason],
      ["skipped", reason],
    ]);
    expect(sent).toEqual([]);
    await run(flow({ a: "" }), answers({}), { ...remote, allowWrites: true });
    expect(sent).toEqual(["https://staging.notes.example/notes/a"]);
  });
});

describe("a URL that a response gives", () => {
  const upload = "https://upload.notes.example";
  const leading = flow({
    a: `outputs: { url: "${upload}/notes/{$response.body#/id}" }`,
    b: "x-url: $steps.a.outputs.url",
    c: "",
  }).replace(/parameters: \[[^\n]*value: b \}\]/, "parameters: []");

  /** Runs it on a target where nothing leaves this process. */
  async function lead(url: string, more: Partial<WorkflowRunOptions> = {}) {
    const sent: string[] = [];
    const transport: WorkflowRunOptions["transport"] = {
      send: async (request) => {
        sent.push(request.url);
        const body = new TextEncoder().encode(JSON.stringify(CREATED.body));
        const headers: [string, string][] = [
          ["Content-Type", "application/json"],
          ["X-Left", "7"],
        ];
        return { status: 200, statusText: "OK", headers, body, durationMs: 1 };
      },
    };
    const { results } = await run(leading, answers({}), { target: { url }, transport, ...more });
    return { sent, results: results.map(({ status, reason }) => [status, reason]) };
  }

  it("is not called where nobody has named its server: the rest is skipped, and nothing has failed", async () => {
    const { sent, results } = await lead("https://notes.example", { allowWrites: true });
    const reason = `an answer leads to ${upload}, which is neither the target nor a --server`;
    expect(results).toEqual([
      ["passed", undefined],
      ["skipped", reason],
      ["skipped", reason],
    ]);
    expect(sent).toEqual(["https://notes.example/notes/a"]);
  });

  it("is not written to unasked, also when the target is this machine", async () => {
    const target = { url: "http://127.0.0.1:9", servers: { "https://cdn.notes.example": upload } };
    const unasked = await lead(target.url, { target });
    const reason = `POST may change data at ${upload}; --allow-writes sends it`;
    expect(unasked.results.slice(1)).toEqual([
      ["skipped", reason],
      ["skipped", reason],
    ]);
    const asked = await lead(target.url, { target, allowWrites: true });
    expect(asked.results.map(([status]) => status)).toEqual(["passed", "passed", "passed"]);
    expect(asked.sent).toEqual(["http://127.0.0.1:9/notes/a", `${upload}/notes/n1`, "http://127.0.0.1:9/notes/c"]);
  });
});
