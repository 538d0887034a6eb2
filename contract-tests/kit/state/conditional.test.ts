import { expect, it } from "vitest";
import type { Case, CaseFile, RequestPatch } from "../../../spec/interchange/case.ts";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { libraryArtefacts, operation } from "../fixture/library-contract.ts";
import { type LocalHandler, localServer } from "../fixture/local-server.ts";
import { eventsOf, notesRun } from "../fixture/run-options.ts";
import { runContract } from "../run.ts";
import type { RunArtefacts } from "../run-case.ts";

const CREATE = operation("createBook", "POST", "/books", { statuses: ["200", "401"] });
const BARE = operation("putBook", "PUT", "/books/{bookId}", { statuses: ["200", "400", "401", "404", "412"] });
const IF_MATCH = {
  ...{ name: "If-Match", in: "header" as const, required: true, style: "simple", explode: false },
  pointer: `${BARE.pointer}/parameters/1`,
};
const PUT = { ...BARE, parameters: [...BARE.parameters, IF_MATCH] };
const LINK: JsonObject = {
  operationId: "putBook",
  parameters: { bookId: "$response.body#/id", "If-Match": "$response.header.ETag" },
};
const DOCUMENT: JsonObject = { paths: { "/books": { post: { responses: { "200": { links: { put: LINK } } } } } } };

/** The base has an ETag that nothing has; further cases change it, leave it out, or change another field. */
function artefacts(put = PUT): RunArtefacts {
  const library = libraryArtefacts([CREATE, put]);
  const of = (base: Case, name: string, patch: RequestPatch, expected: Case["expect"] = base.expect): Case => ({
    ...base,
    ...{ name: `putBook/header/${name}`, request: [patch], expect: expected },
  });
  const caseFiles = async (): Promise<CaseFile[]> =>
    (await library.caseFiles()).map((file) => {
      const [base] = file.cases;
      if (!base || file.operation !== PUT.id) return file;
      const path = "/headers/if-match";
      const refused: Case["expect"] = { outcome: "rejected", because: "data", status: ["400"] };
      const cases = [
        base,
        of(base, "if-match/another", { op: "replace", path, value: '"other"' }),
        of(base, "if-match/absent", { op: "remove", path }, refused),
        of(base, "if-match/empty", { op: "replace", path, value: "" }, refused),
        of(base, "x-other/another", { op: "add", path: "/headers/x-other", value: "a" }),
      ];
      return { ...file, base: { ...file.base, headers: { "if-match": '"0"' } }, cases };
    });
  return { ...library, document: DOCUMENT, caseFiles };
}

/** Books that are put with the ETag that they have. */
function library(other = 200): LocalHandler {
  let made = 0;
  return ({ method, headers }) => {
    if (method === "POST") return { status: 200, headers: { etag: '"made"' }, body: { id: `b${++made}` } };
    const given = headers["if-match"];
    if (given === undefined) return { status: 400, body: { error: "no If-Match" } };
    if (headers["x-other"] !== undefined) return { status: other, body: { error: "x", id: "b" } };
    return given === '"made"' ? { status: 200, body: { id: "b" } } : { status: 412, body: { error: "changed" } };
  };
}

async function run(handler: LocalHandler, put = PUT) {
  const server = await localServer(handler);
  const options = { artefacts: artefacts(put), only: ["putBook/request/**", "putBook/header/**"] };
  const events = await eventsOf(runContract(notesRun(server.url, options)));
  const results = events.flatMap((event) => (event.type === "case-finished" ? event.result : []));
  return results.map(({ name, status, reason }) => [name.replace("putBook/", ""), status, ...(reason ? [reason] : [])]);
}

it("a link fills the header that makes a request conditional, wherever a case leaves it alone", async () => {
  const reason = "undecided: answered 412, which depends on what is there and on if-match";
  expect(await run(library())).toEqual([
    ["request/base", "passed"],
    ["header/if-match/another", "skipped", reason],
    ["header/if-match/absent", "passed"],
    // What is wrong with a request is looked at before its conditions.
    ["header/if-match/empty", "failed"],
    ["header/x-other/another", "passed"],
  ]);
});

it("a condition that the case has not set refuses nothing, nor does one that the document knows nothing of", async () => {
  const results = Object.fromEntries(await run(library(412)));
  expect(results["header/x-other/another"]).toBe("failed");
  const put = { ...PUT, responses: PUT.responses.filter(({ status }) => status !== "412") };
  expect(Object.fromEntries(await run(library(), put))).toMatchObject({ "header/if-match/another": "failed" });
});
