import { describe, expect, it } from "vitest";
import type { Operation } from "../../../spec/interchange/contract.ts";
import type { Json, JsonObject } from "../../../spec/interchange/json.ts";
import { libraryArtefacts, operation } from "../fixture/library-contract.ts";
import { type LocalAnswer, type LocalHandler, localServer } from "../fixture/local-server.ts";
import { eventsOf, notesRun } from "../fixture/run-options.ts";
import type { CaseResult } from "../result.ts";
import { runContract } from "../run.ts";
import type { RunArtefacts } from "../run-case.ts";
import type { RunOptions } from "../run-options.ts";

const BOOK: JsonObject = {
  type: "object",
  properties: {
    id: { type: "string" },
    title: { type: "string" },
    pages: { type: "integer" },
    isLent: { type: "boolean" },
    tags: { type: "array", items: { type: "string" } },
    due: { type: "string", format: "date-time" },
    secret: { type: "string", writeOnly: true },
    shelfMark: { type: "string", readOnly: true },
    status: { enum: ["new", "shelved"] },
    price: { type: "number" },
    note: { type: "string" },
    cover: { type: "object", properties: { colour: { type: "string" } } },
    copies: { type: "array", items: { type: "object", properties: { status: { type: "string" } } } },
  },
};
const SENT: JsonObject = {
  ...{ title: "Emma", pages: 512, isLent: false, tags: ["a", "b"], due: "2026-01-31T09:00:00Z", secret: "s" },
  ...{ shelfMark: "x", status: "new", price: 9.99, note: " a ", cover: { colour: "red" }, undeclared: 1 },
  copies: [{ status: "new" }],
};
const SCHEMAS: Record<string, JsonObject> = {
  book: BOOK,
  envelope: { $defs: { BOOK }, type: "object", properties: { result: { allOf: [{ $ref: "#/$defs/BOOK" }] } } },
  made: {
    type: "object",
    properties: { result: { type: "object", properties: { id: { type: "string" }, note: { type: "string" } } } },
  },
};

function answering(made: Operation, schema: string): Operation {
  const responses = made.responses.map((response) =>
    response.status < "300"
      ? { ...response, content: response.content.map((each) => ({ ...each, schema })) }
      : response,
  );
  return { ...made, responses };
}

const statuses = ["200", "401", "404", "409"];
const pointer = "/paths/~1books/post/requestBody";
const body = { mediaType: "application/json", kind: "json" as const, schema: "book", pointer: `${pointer}/content` };
const CREATE = answering(
  operation("createBook", "POST", "/books", { body: { required: true, pointer, content: [body] } }),
  "made",
);
const GET = answering(operation("getBook", "GET", "/books/{bookId}", { statuses }), "envelope");
const DELETE = operation("deleteBook", "DELETE", "/books/{bookId}", { statuses });
const LIST = operation("listBooks", "GET", "/books", { statuses });
const links = Object.fromEntries(
  [GET, DELETE].map(({ id }) => [id, { operationId: id, parameters: { bookId: "$response.body#/result/id" } }]),
);
const first = { operationId: "deleteBook", parameters: { bookId: "$response.body#/first" } };
const DOCUMENT: JsonObject = {
  paths: {
    "/books": { post: { responses: { "200": { links } } }, get: { responses: { "200": { links: { first } } } } },
  },
};

function artefacts(): RunArtefacts {
  const library = libraryArtefacts([CREATE, GET, DELETE, LIST]);
  return {
    ...library,
    document: DOCUMENT,
    schema: (name) => SCHEMAS[name] ?? library.schema(name),
    validator: (name) => (name in SCHEMAS ? (value: unknown) => ({ valid: true, value }) : library.validator(name)),
    caseFiles: async () =>
      (await library.caseFiles()).map((file) =>
        file.operation === CREATE.id
          ? { ...file, base: { ...file.base, body: { kind: "json", contentType: "application/json", value: SENT } } }
          : file,
      ),
  };
}

/** What a server of books does otherwise than it should; by default nothing. */
interface Faults {
  /** What is kept of what was sent. */
  keep(sent: JsonObject): JsonObject;
  /** What is told of a book when it has been made. */
  tell(book: JsonObject): JsonObject;
  /** What a book is when it is read; without what is only ever sent to the server. */
  show(book: JsonObject): JsonObject;
  /** What a book is after its deletion; `undefined` when it is gone. */
  deleted(book: JsonObject): JsonObject | undefined;
  change(answer: LocalAnswer, method: string, wasThere: boolean): LocalAnswer;
}

function library(faults: Partial<Faults> = {}): LocalHandler {
  const { keep = (sent) => sent, tell = ({ id }) => ({ id: id as Json }), deleted = () => undefined } = faults;
  const { show = ({ secret: _, ...book }) => book, change = (answer) => answer } = faults;
  const books = new Map<string, JsonObject>();
  let made = 0;
  return ({ method, url, body: bytes }) => {
    const id = url.split("/")[2] ?? "";
    const book = books.get(id);
    const answer = (): LocalAnswer => {
      if (method === "POST") {
        const next = { ...keep(JSON.parse(bytes.toString("utf8")) as JsonObject), id: `b${++made}` };
        books.set(next.id, next);
        return { status: 200, body: { result: tell(next) } };
      }
      if (id === "") return { status: 200, body: { first: "b1" } };
      if (!book) return { status: 404, body: { error: "there is none" } };
      const left = method === "DELETE" ? deleted(book) : book;
      if (left) books.set(id, left);
      else books.delete(id);
      return { status: 200, body: { result: show(book) } };
    };
    return change(answer(), method, book !== undefined);
  };
}

async function run(handler: LocalHandler, options: Partial<RunOptions> = {}) {
  const server = await localServer(handler);
  const only = ["*/link/**"];
  const events = await eventsOf(runContract(notesRun(server.url, { artefacts: artefacts(), only, ...options })));
  const results = events.flatMap((event) => (event.type === "case-finished" ? event.result : []));
  return { results, received: server.received.map(({ method, url }) => `${method} ${url}`) };
}

const found = (results: CaseResult[]) =>
  results.flatMap(({ name, findings }) => findings.map(({ check, what }) => `${name} ${check}: ${what}`));
const statusOf = (results: CaseResult[], name: string) => results.find((each) => each.name === name)?.status;

describe("the links of a server that remembers", () => {
  it("are followed, and what was made is removed", async () => {
    const { results, received } = await run(library());
    expect(results.map(({ name, status, reason }) => [name, status, reason])).toEqual([
      ["createBook/link/getBook", "passed", undefined],
      ["createBook/link/deleteBook", "passed", undefined],
      ["listBooks/link/first", "skipped", "what is there already is not to be changed"],
    ]);
    const made = received.filter((line) => line.startsWith("POST")).length;
    expect(new Set(received.filter((line) => line.startsWith("DELETE"))).size).toBe(made);
  });

  it.each<[string, Partial<Faults>]>([
    ["writes values in its own way", { keep: (sent) => ({ ...sent, due: "x", tags: ["b", "a"], price: 10 }) }],
    ["moves on", { keep: ({ shelfMark: _, ...sent }) => ({ ...sent, status: "shelved" }) }],
    ["moves on in what it holds", { keep: (sent) => ({ ...sent, copies: [{ status: "shelved" }] }) }],
    [
      "says what it has made of a value",
      { keep: (sent) => ({ ...sent, note: "a" }), tell: ({ id, note }) => ({ id, note }) as JsonObject },
    ],
    ["adds members", { keep: (sent) => ({ ...sent, cover: { ...(sent["cover"] as JsonObject), size: 1 } }) }],
    ["keeps a record of what was deleted", { deleted: (book) => ({ ...book, deletedAt: "now" }) }],
    [
      "answers a second deletion like the first",
      { change: (answer, method) => (method === "DELETE" ? { status: 200 } : answer) },
    ],
    [
      "refuses as documented for other reasons",
      { change: (answer, method) => (method === "GET" ? { status: 409, body: { error: "busy" } } : answer) },
    ],
  ])("are no alarm when it %s", async (_what, faults) => {
    expect(found((await run(library(faults))).results)).toEqual([]);
  });

  it.each<[string, Partial<Faults>, string[]]>([
    [
      "answers 404 to what it has made",
      {
        keep: (sent) => sent,
        change: (answer, method) => (method === "GET" ? { status: 404, body: { error: "none" } } : answer),
      },
      [
        "createBook/link/getBook link-followed: the link leads to GET /books/{bookId}, which answers 404 right after createBook was answered 200; expected a success",
      ],
    ],
    [
      "loses a text",
      { keep: ({ title: _, ...sent }) => sent },
      [
        'createBook/link/getBook echoed-as-sent: title was sent to createBook as "Emma" and is absent in the answer of getBook',
      ],
    ],
    [
      "changes what it tells",
      { tell: ({ id, note }) => ({ id, note }) as JsonObject, change: withResult({ note: "b" }) },
      [
        'createBook/link/getBook echoed-as-sent: note was sent to createBook as " a " and is "b" in the answer of getBook',
      ],
    ],
    [
      "mixes up other types",
      { keep: (sent) => ({ ...sent, pages: 511, isLent: true, cover: { colour: "blue" } }) },
      [
        "createBook/link/getBook echoed-as-sent: pages was sent to createBook as 512 and is 511 in the answer of getBook; so are isLent, cover",
      ],
    ],
    [
      "loses an item of a list",
      { keep: (sent) => ({ ...sent, tags: ["b", "c"] }) },
      [
        'createBook/link/getBook echoed-as-sent: tags was sent to createBook as ["a","b"] and is ["b","c"] in the answer of getBook',
      ],
    ],
    [
      "deletes nothing",
      { deleted: (book) => book },
      [
        "createBook/link/deleteBook gone-after-delete: after deleteBook succeeded, GET /books/{bookId} answers 200 as before; expected 404",
      ],
    ],
    [
      "stumbles over what is gone",
      { change: (answer, method, wasThere) => (method === "DELETE" && !wasThere ? { status: 500 } : answer) },
      [
        "createBook/link/deleteBook gone-after-delete: a second DELETE /books/{bookId} is answered 500; expected a documented refusal or success",
      ],
    ],
    [
      "tells a secret",
      { show: (book) => book },
      [
        "createBook/link/getBook response-schema: the 200 body has what is only ever sent to the server: /result/secret [writeOnly]",
      ],
    ],
  ])("are a finding when it %s", async (_what, faults, expected) => {
    const { results } = await run(library(faults));
    expect(found(results)).toEqual(expected);
  });
});

describe("the cases of links", () => {
  it("are skipped where nothing is kept", async () => {
    const { results } = await run(({ method }) => ({
      status: 200,
      body: { result: method === "POST" ? { id: "sample" } : { id: "sample", title: "Sample" } },
    }));
    expect(statusOf(results, "createBook/link/getBook")).toBe("skipped");
    expect(results[1]).toMatchObject({
      name: "createBook/link/deleteBook",
      reason: "the target keeps nothing: getBook succeeds also for what it has not given out",
    });
  });

  it("can be known to fail", async () => {
    const knownFailing = [{ case: "createBook/link/deleteBook", checks: ["gone-after-delete"], reason: "issue 1" }];
    const { results } = await run(library({ deleted: (book) => book }), { knownFailing });
    expect(statusOf(results, "createBook/link/deleteBook")).toBe("known-failing");
  });

  it("have their shard by their names", async () => {
    const parts = await Promise.all([1, 2].map((index) => run(library(), { shard: { index, count: 2 } })));
    const names = parts.flatMap(({ results }) => results.map(({ name }) => name));
    expect(names.toSorted()).toEqual(["createBook/link/deleteBook", "createBook/link/getBook", "listBooks/link/first"]);
  });

  it("write to another machine only when they may", async () => {
    const sent: string[] = [];
    const transport: RunOptions["transport"] = {
      send: async ({ method }) => {
        sent.push(method);
        return { status: 404, statusText: "", headers: [], body: Buffer.alloc(0), durationMs: 1, httpVersion: "1.1" };
      },
    };
    const events = await eventsOf(
      runContract(
        notesRun("http://shop.example", { artefacts: artefacts(), only: ["*/link/**"], transport, probe: false }),
      ),
    );
    const reasons = events.flatMap((event) => (event.type === "case-finished" ? event.result.reason : []));
    expect(reasons[0]).toBe("POST may change data at http://shop.example; --allow-writes sends it");
    expect(sent).toEqual([]);
  });
});

/** Changes what the reading of a book tells. */
function withResult(change: JsonObject): Faults["change"] {
  return (answer, method) => {
    const { result } = (answer.body ?? {}) as { result?: JsonObject };
    return method === "GET" && result ? { ...answer, body: { result: { ...result, ...change } } } : answer;
  };
}
