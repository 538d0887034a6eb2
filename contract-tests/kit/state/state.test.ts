import { describe, expect, it } from "vitest";
import type { Case, CaseFile, RejectionReason } from "../../../spec/interchange/case.ts";
import { COVER, CREATE, DELETE, DOCUMENT, GET, LOST, OPERATIONS, SHOW, TAKEN } from "../fixture/books-contract.ts";
import { libraryArtefacts } from "../fixture/library-contract.ts";
import { type LocalAnswer, type LocalHandler, localServer } from "../fixture/local-server.ts";
import { eventsOf, notesRun } from "../fixture/run-options.ts";
import { runContract } from "../run.ts";
import type { RunArtefacts } from "../run-case.ts";
import { exitCodeOf } from "../run-event.ts";
import type { RunOptions } from "../run-options.ts";

/** Three cases with the same new title for creation, one for every other operation. */
function artefacts(): RunArtefacts {
  const library = libraryArtefacts(OPERATIONS);
  const caseFiles = async (): Promise<CaseFile[]> =>
    (await library.caseFiles()).map((file) => {
      const [base] = file.cases;
      if (!base) return file;
      if (file.operation !== CREATE.id) return { ...file, cases: [base, { ...base, name: `${base.name}/again` }] };
      const titled = (name: string) => ({
        ...base,
        name: `createBook/body/title/${name}`,
        request: [
          {
            op: "add" as const,
            path: "/body",
            value: { kind: "json", contentType: "application/json", value: { title: "t" } },
          },
        ],
      });
      return { ...file, cases: [base, titled("one"), titled("two"), titled("three")] };
    });
  return { ...library, document: DOCUMENT, caseFiles };
}

/** A library that remembers: titles are unique, a cover is put once and by the URL that was given. */
function library(change: (answer: LocalAnswer, path: string, method: string) => LocalAnswer = (answer) => answer) {
  const books = new Map<string, { title?: string; hasCover: boolean }>();
  const log: string[] = [];
  let made = 0;
  let base = "";
  const answer = (method: string, path: string, body: string): LocalAnswer => {
    log.push(`${method} ${path}`);
    const [, room = "", id = "", part] = path.replace(/\?.*$/, "").split("/");
    const book = books.get(id);
    const missing = { status: 404, body: { error: "there is none" } };
    if (room === "authors") return missing;
    if (method === "POST") {
      const { title } = body === "" ? {} : (JSON.parse(body) as { title?: string });
      if (title !== undefined && [...books.values()].some((each) => each.title === title))
        return { status: 400, body: { error: "taken" } };
      const next = `b${++made}`;
      books.set(next, { ...(title === undefined ? {} : { title }), hasCover: false });
      return { status: 200, body: { id: next, coverURL: `${base}/covers/${next}?token=t` } };
    }
    if (!book || (room === "covers" && (book.hasCover || !path.includes("token=t")))) return missing;
    if (room === "covers") book.hasCover = true;
    if (part === "cover" && !book.hasCover) return missing;
    if (method === "DELETE") books.delete(id);
    return { status: 200, body: { id } };
  };
  const handler: LocalHandler = ({ method, url, body }) =>
    change(answer(method, url, body.toString("utf8")), url, method);
  return { books, log, handler, at: (url: string) => (base = url) };
}

/** A further case of every book: an id that nothing has. */
function strayingArtefacts(status = ["200"]): RunArtefacts {
  const known = artefacts();
  const caseFiles = async (): Promise<CaseFile[]> =>
    (await known.caseFiles()).map((file) => {
      const [base] = file.cases;
      if (!base || file.operation !== GET.id) return file;
      const request = [{ op: "replace" as const, path: "/path/bookId", value: "elsewhere" }];
      return {
        ...file,
        cases: [
          base,
          { ...base, name: "getBook/path/bookId/elsewhere", request, expect: { outcome: "accepted", status } },
        ],
      };
    });
  return { ...known, caseFiles };
}

/** Cases of an operation that is answered 404 whatever is sent. */
function lostArtefacts(): RunArtefacts {
  const known = artefacts();
  const rejected = (what: string, keyword: string, because: RejectionReason): Case => ({
    ...{ name: `getAuthor/path/${what}`, tests: { keyword, pointer: "" } },
    request: [{ op: "add", path: "/headers/x-what", value: what }],
    expect: { outcome: "rejected", because, status: ["400"] },
  });
  const cases = [
    rejected("maxLength", "maxLength", "data"),
    rejected("content-type", "content", "media-type"),
    rejected("credentials", "security", "credentials"),
    rejected("json/truncated", "application/json", "data"),
  ];
  const caseFiles = async (): Promise<CaseFile[]> =>
    (await known.caseFiles()).map((file) => (file.operation === LOST.id ? { ...file, cases } : file));
  return { ...known, caseFiles };
}

async function run(shop = library(), rest: Partial<RunArtefacts> = {}, options: Partial<RunOptions> = {}) {
  const server = await localServer(shop.handler);
  shop.at(server.url);
  // Cases of links make things of their own.
  const only = ["*/request/**", "*/body/**", "*/path/**"];
  const all = { artefacts: { ...artefacts(), ...rest }, only, ...options };
  const events = await eventsOf(runContract(notesRun(server.url, all)));
  const results = events.flatMap((event) => (event.type === "case-finished" ? event.result : []));
  const outcome = (id: string) => results.filter(({ operation }) => operation === id).map(({ status }) => status);
  const last = events.at(-1);
  if (last?.type !== "run-finished") throw new Error("no run-finished at the end");
  return { ...shop, results, outcome, summary: last.summary };
}

describe("a run against a server that remembers", () => {
  it("makes what it needs, by way of several links, and removes it", async () => {
    const { outcome, results, books, log } = await run();
    for (const { id } of [CREATE, GET, DELETE, COVER, SHOW]) {
      expect([id, new Set(outcome(id))]).toEqual([id, new Set(["passed"])]);
    }
    expect(results.filter(({ status }) => status === "failed")).toEqual([]);
    expect(books.size).toBe(0);
    expect(log.filter((line) => line.startsWith("PUT")).every((line) => line.endsWith("?token=t"))).toBe(true);
  });

  it("shares what is only read, and takes a new one for everything else", async () => {
    const { log } = await run();
    const ids = (pattern: RegExp) => new Set(log.flatMap((line) => pattern.exec(line)?.[1] ?? []));
    expect(ids(/^GET \/books\/(b\d+)$/).size).toBe(1);
    expect(ids(/^PUT \/covers\/(b\d+)/).size).toBeGreaterThanOrEqual(3);
  });

  it("does not judge what only the state can explain", async () => {
    const { results } = await run();
    expect(results.filter(({ operation }) => operation === LOST.id)).toMatchObject([
      {
        status: "skipped",
        reason:
          "undecided: the base request of getAuthor is answered 404 too, so that what it needs is not there; give --param author=…",
      },
      { status: "skipped" },
    ]);
  });

  it("says which operation is not tested, and what to give", async () => {
    const { summary } = await run();
    expect(summary.undecided).toBe(2);
    expect(summary.untested).toMatchObject([
      {
        operation: LOST.id,
        what: expect.stringContaining("answered 404"),
        hint: expect.stringContaining("--param author=…"),
      },
    ]);
    expect(exitCodeOf(summary)).toBe(2);
  });

  it("is content with an operation that is known to refuse, or left out", async () => {
    const knownFailing = [{ case: "getAuthor/request/base", reason: "the shop has no authors yet" }];
    for (const options of [{ knownFailing }, { skip: ["getAuthor/**"] }]) {
      const { summary } = await run(library(), {}, options);
      expect(summary).not.toHaveProperty("untested");
      expect(exitCodeOf(summary)).toBe(0);
    }
  });

  it("says so without having tried the target before", async () => {
    const kept = await run(library(), {}, { probe: false, only: ["createBook/request/base"] });
    expect(kept.summary).not.toHaveProperty("untested");
    const taken = library((answer) => ({ ...answer, status: 409, body: { error: "taken" } }));
    const contract = { ...artefacts().contract, operations: [TAKEN, GET, DELETE, COVER, SHOW, LOST] };
    const refused = await run(taken, { contract }, { probe: false, only: ["createBook/request/base"] });
    expect(refused.summary.untested).toMatchObject([{ operation: "createBook", what: expect.stringContaining("409") }]);
  });

  it("takes a documented 404 for another id for no proof that it is accepted", async () => {
    const { results, summary } = await run(library(), strayingArtefacts(["200", "404"]));
    expect(results.find(({ name }) => name.endsWith("elsewhere"))).toMatchObject({
      status: "skipped",
      isUndecided: true,
      reason: "undecided: answered 404, as another value of bookId need not name anything that is there",
    });
    expect(summary.undecided).toBe(3);
  });

  it("lets a server look first for what the path names, but never before it looks at credentials", async () => {
    const { results } = await run(library(), lostArtefacts());
    expect(results.filter(({ operation }) => operation === LOST.id).map(({ name, status }) => [name, status])).toEqual([
      ["getAuthor/path/maxLength", "skipped"],
      ["getAuthor/path/content-type", "skipped"],
      ["getAuthor/path/credentials", "failed"],
      ["getAuthor/path/json/truncated", "skipped"],
    ]);
  });

  it("takes a 404 for a wrong value in the path for a proof only where a right value gets another answer", async () => {
    const rejecting = (id: string): RunArtefacts => {
      const straying = strayingArtefacts();
      const caseFiles = async (): Promise<CaseFile[]> =>
        (await straying.caseFiles()).map((file) => {
          const [base] = file.cases;
          const request = [
            { op: "replace" as const, path: `/path/${id === GET.id ? "bookId" : "author"}`, value: "-" },
          ];
          const expected = { outcome: "rejected" as const, because: "data" as const, status: ["404", "400"] };
          return base && file.operation === id
            ? { ...file, cases: [{ ...base, name: `${id}/path/wrong`, request, expect: expected }] }
            : file;
        });
      return { ...straying, caseFiles };
    };
    expect((await run(library(), rejecting(GET.id))).outcome(GET.id)).toEqual(["passed"]);
    const { results } = await run(library(), rejecting(LOST.id));
    expect(results.find(({ name }) => name === "getAuthor/path/wrong")).toMatchObject({
      status: "skipped",
      reason: expect.stringContaining("the base request of getAuthor is answered 404 too"),
    });
  });

  it("lets what a server may read be there already, as what it has to", async () => {
    const contract = { ...artefacts().contract, operations: [TAKEN, GET, DELETE, COVER, SHOW, LOST] };
    const open = artefacts();
    const caseFiles = async (): Promise<CaseFile[]> =>
      (await open.caseFiles()).map((file) => {
        const cases = file.cases.map(
          (each, index): Case =>
            index === 2 ? { ...each, expect: { outcome: "either", status: ["200", "400"] } } : each,
        );
        return file.operation === TAKEN.id ? { ...file, cases } : file;
      });
    const taken = library((answer, _, method) => (method === "POST" ? { status: 409, body: { error: "t" } } : answer));
    const options = { probe: false, only: ["createBook/body/**"] };
    const { outcome } = await run(taken, { contract, caseFiles }, options);
    expect(outcome("createBook")).toEqual(["skipped", "skipped", "skipped"]);
    // A 409 that the document does not have is none of the API's.
    const strict = await run(taken, { caseFiles }, options);
    expect(strict.outcome("createBook")).toEqual(["failed", "failed", "failed"]);
  });

  it("takes a 404 for an id that leads nowhere, and no other refusal of it", async () => {
    expect((await run(library(), strayingArtefacts())).outcome("getBook")).toEqual(["passed", "skipped"]);
    const strict = library((answer) => (answer.status === 404 ? { ...answer, status: 400 } : answer));
    expect((await run(strict, strayingArtefacts())).outcome("getBook")).toEqual(["passed", "failed"]);
  });

  it("still finds what is wrong", async () => {
    const broken = library((answer, path, method) =>
      method === "GET" && path.startsWith("/books") ? { ...answer, status: 500 } : answer,
    );
    const { outcome } = await run(broken);
    expect(outcome("getBook")).toEqual(["failed", "failed"]);
    expect(outcome("createBook")).not.toContain("failed");
  });

  it("contacts no other host, whatever an answer says", async () => {
    const lured = library((answer) => {
      const body = answer.body as { coverURL?: string };
      return body.coverURL
        ? { ...answer, body: { ...body, coverURL: "http://upload.library.invalid/covers/b1" } }
        : answer;
    });
    const { results } = await run(lured);
    const urls = results.flatMap(({ exchange }) => exchange?.request.url ?? []);
    expect(urls.filter((url) => !url.startsWith("http://127.0.0.1:"))).toEqual([]);
    expect(results.filter(({ operation }) => operation === COVER.id).map(({ status }) => status)).not.toContain(
      "failed",
    );
  });
});
