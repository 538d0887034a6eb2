import { expect, it } from "vitest";
import type { MediaType, Operation } from "../../spec/interchange/contract.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { libraryArtefacts, operation } from "./fixture/library-contract.ts";
import { type LocalHandler, localServer } from "./fixture/local-server.ts";
import { eventsOf, notesRun } from "./fixture/run-options.ts";
import { runContract } from "./run.ts";

const PLAIN = operation("events", "GET", "/events", { statuses: ["200", "206", "401"] });

/** What a run finds of an answer whose head comes at once, and which does not end. */
async function findings(
  sent: string,
  { mediaType, kind, document }: Pick<MediaType, "mediaType" | "kind"> & { document?: JsonObject },
  head: { status?: number; ends?: boolean } = {},
) {
  // The error of the notes contract is an object: no text keeps it.
  const responses = PLAIN.responses.map((response) => ({
    ...response,
    content: response.content.map((each) => ({ ...each, mediaType, kind, schema: "error" })),
  }));
  const streaming: Operation = { ...PLAIN, responses };
  const handler: LocalHandler = (_, response) => {
    response.writeHead(head.status ?? 200, { "Content-Type": sent });
    response.write("data: 1\n\n");
    if (head.ends) response.end();
    return undefined;
  };
  const { url } = await localServer(handler);
  const artefacts = { ...libraryArtefacts([streaming]), ...(document ? { document } : {}) };
  const options = { artefacts, probe: false, only: ["events/request/base"], timeoutMs: 1_500 };
  const events = await eventsOf(runContract(notesRun(url, options)));
  const results = events.flatMap((event) => (event.type === "case-finished" ? event.result : []));
  expect(results).toHaveLength(1);
  return results.flatMap((result) => result.findings.map(({ check }) => check));
}

it("does not wait for the end of a documented event stream, and judges its head", async () => {
  const stream = { mediaType: "text/event-stream", kind: "text" as const };
  expect(await findings("text/event-stream; charset=utf-8", stream)).toEqual([]);
  expect(await findings("text/event-stream", stream, { status: 206 })).toEqual(["accepted-when-valid"]);
  expect(await findings("text/event-stream", stream, { ends: true })).toEqual(["response-schema"]);
});

it("nor for that of a media type with an itemSchema", async () => {
  const { pointer = "" } = PLAIN.responses[0]?.content[0] ?? {};
  const lines = { mediaType: "application/jsonl", kind: "binary" as const };
  const [, ...tokens] = pointer.split("/").map((token) => token.replaceAll("~1", "/"));
  const document = tokens.reduceRight<JsonObject>((inner, token) => ({ [token]: inner }), { itemSchema: {} });
  expect(await findings("application/jsonl", { ...lines, document })).toEqual([]);
});

it("waits for the end of any other answer", async () => {
  const lines = { mediaType: "application/jsonl", kind: "binary" as const };
  expect(await findings("application/jsonl", lines)).toEqual(["answers-in-time"]);
  expect(await findings("text/event-stream", lines)).toEqual(["answers-in-time"]);
});
