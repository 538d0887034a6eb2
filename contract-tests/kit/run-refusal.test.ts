import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { localServer } from "./fixture/local-server.ts";
import { CREATE_NOTE, notesArtefacts } from "./fixture/notes-contract.ts";
import { keepsContract } from "./fixture/notes-server.ts";
import { eventsOf, notesRun } from "./fixture/run-options.ts";
import { summaryOf } from "./fixture/run-results.ts";
import { runContract } from "./run.ts";
import { RunError } from "./run-error.ts";
import type { RunOptions } from "./run-options.ts";

async function refusal(options: RunOptions): Promise<RunError> {
  const error: unknown = await eventsOf(runContract(options)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RunError);
  return error as RunError;
}

describe("runContract, before the first case", () => {
  it("says that a target cannot be reached", async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as { port: number };
    await new Promise((closed) => server.close(closed));
    const error = await refusal(notesRun(`http://127.0.0.1:${port}`));
    expect(error).toMatchObject({ code: "unreachable-target", where: `target http://127.0.0.1:${port}` });
    expect(error.what).toContain("cannot be reached: connect ECONNREFUSED");
    expect(error.hint).toContain("Start the server");
  });

  it("says that a target gives no answer", async () => {
    const { url } = await localServer(() => undefined);
    const error = await refusal(notesRun(url, { timeoutMs: 50 }));
    expect(error).toMatchObject({ code: "unreachable-target" });
    expect(error.what).toContain(`gives no answer to POST ${url}/notes/top: no answer within 50 ms`);
  });

  it("says that the base path is wrong when everything is 404", async () => {
    const { url, received } = await localServer(() => ({
      status: 404,
      headers: { "Content-Type": "text/html" },
      body: "?",
    }));
    const error = await refusal(notesRun(`${url}/v2/`));
    expect(error).toMatchObject({ code: "wrong-base-path", where: `target ${url}/v2` });
    expect(error.what).toBe(`answers 404 to every operation, e.g. POST ${url}/v2/notes/top`);
    expect(error.hint).toContain("https://notes.example/v1");
    expect(received).toHaveLength(1);
  });

  it("says what to name when everything is a documented 404", async () => {
    const artefacts = notesArtefacts();
    const responses = CREATE_NOTE.responses.map((each) => (each.status === "400" ? { ...each, status: "404" } : each));
    const contract = { ...artefacts.contract, operations: [{ ...CREATE_NOTE, responses }] };
    const { url } = await localServer(() => ({ status: 404, body: { error: "no shelf" } }));
    const given = { artefacts: { ...artefacts, contract }, params: { shelf: "top" } };
    expect(await refusal(notesRun(url, given))).toMatchObject({
      code: "missing-parameters",
      what: expect.stringContaining("nothing there has the name that was given"),
      hint: expect.stringContaining("--param shelf=…"),
    });
  });

  it("says that the credentials are refused when everything is 401", async () => {
    const { url } = await localServer(keepsContract);
    const error = await refusal(notesRun(url, { credentials: { token: "bad-token" } }));
    expect(error).toMatchObject({ code: "refused-credentials" });
  });

  it("refuses a target that is no URL", async () => {
    for (const url of ["127.0.0.1:4010", "ftp://x", "http://x/?a", "http://me@x/"]) {
      expect(await refusal(notesRun(url))).toMatchObject({ code: "bad-options", where: `target ${url}` });
    }
  });

  it("can be left out", async () => {
    const { url } = await localServer(() => ({ status: 404 }));
    const events = await eventsOf(runContract(notesRun(url, { probe: false })));
    expect(summaryOf(events)).toMatchObject({ failed: 3 });
  });
});
