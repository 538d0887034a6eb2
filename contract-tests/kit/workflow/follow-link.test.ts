import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { localServer } from "../fixture/local-server.ts";
import { CREATE_NOTE, NOTES_CONTRACT, notesArtefacts } from "../fixture/notes-contract.ts";
import { CREATED } from "../fixture/notes-server.ts";
import { eventsOf } from "../fixture/run-options.ts";
import { readWorkflows } from "./read-workflows.ts";
import { runWorkflows } from "./run-workflows.ts";

const FLOW = `arazzo: 1.0.1
info: { title: Flow, version: "1" }
sourceDescriptions: [{ name: notes, url: ./notes.yaml }]
workflows:
  - workflowId: write
    steps:
      - stepId: create
        operationId: createNote
        x-follow-links: true
        parameters: [{ name: shelf, in: path, value: top }]
        requestBody: { payload: { title: one } }
`;

/** Follows links that `createNote` declares for its 200. */
async function follow(links: JsonObject, components: JsonObject = {}) {
  const server = await localServer(({ url }) =>
    url.includes("gone") ? { status: 400, body: { error: "gone" } } : CREATED,
  );
  const response = { description: "", links };
  const document = {
    components,
    paths: { "/notes/{shelf}": { post: { responses: { "200": response } } } },
  };
  const events = await eventsOf(
    runWorkflows({
      ...{ artefacts: { ...notesArtefacts(), document }, target: { url: server.url }, seed: "seed" },
      ...{ document: readWorkflows("flow.yaml", FLOW, NOTES_CONTRACT), credentials: { token: "good-token" } },
    }),
  );
  const results = events.flatMap((event) => (event.type === "case-finished" ? event.result : []));
  return { results: results.slice(1), requests: server.received.slice(1) };
}

describe("a link", () => {
  it("is followed with the values that it yields, the rest taken from the base request", async () => {
    const { results, requests } = await follow({
      byId: { operationId: "createNote", parameters: { shelf: "$response.body#/id" } },
      byPointer: { operationRef: `#${CREATE_NOTE.pointer}`, parameters: { "path.shelf": "s-{$request.path.shelf}" } },
      withBody: { operationId: "createNote", requestBody: { title: "$request.body#/title" } },
    });
    expect(results.map(({ name, status }) => [name, status])).toEqual([
      ["workflow/write/create/links/200/byId", "passed"],
      ["workflow/write/create/links/200/byPointer", "passed"],
      ["workflow/write/create/links/200/withBody", "passed"],
    ]);
    expect(requests.map(({ url, body }) => [url, body.toString("utf8")])).toEqual([
      ["/notes/n1", '{"title":"hello"}'],
      ["/notes/s-top", '{"title":"hello"}'],
      ["/notes/top", '{"title":"one"}'],
    ]);
  });

  it("can be a reference", async () => {
    const shared = { operationId: "createNote", parameters: { shelf: "shared" } };
    const { requests } = await follow({ one: { $ref: "#/components/links/one" } }, { links: { one: shared } });
    expect(requests.map(({ url }) => url)).toEqual(["/notes/shared"]);
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      "yields nothing",
      { operationId: "createNote", parameters: { shelf: "$response.body#/nope" } },
      /\$response\.body#\/nope yields nothing/,
    ],
    [
      "is malformed",
      { operationId: "createNote", parameters: { shelf: "$respons.body" } },
      /\$respons\.body is no runtime expression/,
    ],
    ["names no operation", { operationId: "nope" }, /the document has no operation nope/],
    [
      "names no parameter",
      { operationId: "createNote", parameters: { shelv: "a" } },
      /createNote has no parameter shelv/,
    ],
    [
      "leads to a refusal",
      { operationId: "createNote", parameters: { shelf: "gone" } },
      /the link leads to POST \/notes\/\{shelf\}, which answers 400/,
    ],
    [
      "has a URL of another operation",
      { operationId: "createNote", "x-url": "http://localhost/x" },
      /does not end like \/notes/,
    ],
  ])("that %s is a finding", async (_what, link, message) => {
    const { results } = await follow({ one: link });
    expect(results[0]).toMatchObject({
      status: "failed",
      findings: [{ check: "links", what: expect.stringMatching(message) }],
    });
    expect(results[0]?.findings[0]?.where).toBe("openapi.json#/paths/~1notes~1{shelf}/post/responses/200/links/one");
  });

  it("that leads to a server that nobody has named is skipped: it is no fault of this one", async () => {
    const { results, requests } = await follow({
      far: { operationId: "createNote", "x-url": "https://elsewhere.example/notes/a" },
      near: { operationId: "createNote" },
    });
    expect(results.map(({ status, reason }) => [status, reason])).toEqual([
      ["skipped", "an answer leads to https://elsewhere.example, which is neither the target nor a --server"],
      ["passed", undefined],
    ]);
    expect(requests.map(({ url }) => url)).toEqual(["/notes/top"]);
  });
});
