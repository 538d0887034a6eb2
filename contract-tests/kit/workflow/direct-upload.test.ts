import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadArtefacts } from "../../artefacts.ts";
import { createMock } from "../../mock/server.ts";
import { createMemoryStore } from "../../mock/uploads/memory-store.ts";
import { createUploads } from "../../mock/uploads/uploads.ts";
import { sampleCredentials } from "../credentials.ts";
import { localServer } from "../fixture/local-server.ts";
import { eventsOf } from "../fixture/run-options.ts";
import type { CaseResult } from "../result.ts";
import type { RunEvent } from "../run-event.ts";
import { type UploadFault, uploadServer } from "./fixture/upload-server.ts";
import { readWorkflows } from "./read-workflows.ts";
import { runWorkflows, type WorkflowRunOptions } from "./run-workflows.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const artefacts = await loadArtefacts(path("../../../generated/direct-upload/"));
const file = path("../../../spec/direct-upload.arazzo.yaml");
const document = readWorkflows("flow.yaml", readFileSync(file, "utf8"), artefacts.contract);

function options(url: string, more: Partial<WorkflowRunOptions> = {}): WorkflowRunOptions {
  return {
    ...{ artefacts, document, target: { url }, credentials: { api_token: "good-token" } },
    ...{ seed: String(Math.random()), timeoutMs: 5_000, ...more },
  };
}

async function run(fault?: UploadFault, more: Partial<WorkflowRunOptions> = {}) {
  const server = await localServer(uploadServer(fault));
  const events = await eventsOf(runWorkflows(options(server.url, more)));
  return { events, results: resultsOf(events), server };
}

function resultsOf(events: RunEvent[]): CaseResult[] {
  return events.flatMap((event) => (event.type === "case-finished" ? event.result : []));
}

/** The cases that failed, each with the checks that found something. */
function failures(results: CaseResult[]): Record<string, string[]> {
  return Object.fromEntries(
    results
      .filter(({ status }) => status === "failed")
      .map(({ name, findings }) => [name, findings.map(({ check }) => check)]),
  );
}

describe("the workflows of the direct upload", () => {
  it("pass against a server that remembers", async () => {
    const { events, results, server } = await run();
    expect(failures(results)).toEqual({});
    expect(results.filter(({ status }) => status === "skipped")).toEqual([]);
    expect(results.map(({ name }) => name)).toContain("workflow/customId/upload/uploadImage");
    expect(results.map(({ name }) => name)).toContain("workflow/links/create/links/200/details");
    const [start, end] = [events[0], events.at(-1)];
    expect(start).toMatchObject({ type: "run-started", title: "Direct upload of an image", cases: results.length });
    expect(end).toMatchObject({ type: "run-finished", summary: { passed: results.length, failed: 0 } });
    // One case for each step, one for each of the two links.
    expect(results).toHaveLength(document.workflows.flatMap(({ steps }) => steps).length + 2);
    expect(
      server.received.filter(({ url }) => url.startsWith("/a-hash/")).every((each) => !each.headers.authorization),
    ).toBe(true);
  });

  it("pass against our mock with its state", async () => {
    const uploads = createUploads({ store: createMemoryStore() });
    const credentials = sampleCredentials(artefacts.contract);
    const mock = await createMock({ artefacts, credentials, behaviour: uploads.behaviour, state: uploads });
    onTestFinished(() => mock.close());
    const results = resultsOf(await eventsOf(runWorkflows(options(mock.url, { credentials }))));
    expect(failures(results)).toEqual({});
    expect(results.filter(({ status }) => status === "passed")).toHaveLength(results.length);
    expect(uploads.view()).toMatchObject({ drafts: [], images: [] });
  });

  it("leave nothing behind, so that they can run again", async () => {
    const server = await localServer(uploadServer());
    for (const seed of ["one", "one"]) {
      const results = resultsOf(await eventsOf(runWorkflows(options(server.url, { seed }))));
      expect(failures(results)).toEqual({});
    }
  });

  it.each<[UploadFault, Record<string, string[]>]>([
    [
      "keeps-draft",
      {
        "workflow/customId/upload/uploadImage": ["success-criteria"],
        "workflow/givenId/noDraftAfter/getImage": ["success-criteria"],
        "workflow/links/uploaded/getImage": ["success-criteria"],
      },
    ],
    ["takes-twice", { "workflow/customId/uploadAgain/uploadImage": ["success-criteria", "success-criteria"] }],
    ["other-bytes", { "workflow/customId/download/downloadImage": ["success-criteria"] }],
    ["lists-drafts", { "workflow/customId/unlisted/listImages": ["success-criteria"] }],
    ["other-type", { "workflow/customId/download/downloadImage": ["documented-content-type"] }],
    [
      "never-deletes",
      {
        "workflow/customId/gone/getImage": ["success-criteria"],
        "workflow/givenId/gone/getImage": ["success-criteria"],
        "workflow/deletedDraft/uploadRefused/uploadImage": ["success-criteria", "success-criteria"],
        "workflow/pages/nothingLeft/listImages": ["workflow-ends"],
      },
    ],
  ])("find %s", async (fault, expected) => {
    const { results } = await run(fault);
    expect(failures(results)).toEqual(expected);
  });

  it("show what an unmet criterion saw, and the request", async () => {
    const { results } = await run("takes-twice");
    const failed = results.find(({ status }) => status === "failed");
    expect(failed?.findings[0]).toMatchObject({
      where: "flow.yaml#/workflows/0/steps/7/successCriteria/0",
      what: "$statusCode >= 400 && $statusCode < 500 does not hold: $statusCode is 200",
    });
    expect(failed?.exchange?.request).toMatchObject({
      method: "POST",
      url: expect.stringMatching(/\/a-hash\/workflow%2F/),
    });
  });

  it("delete what they made when a step fails, and skip the steps that were not reached", async () => {
    const { results, server } = await run("upload-fails", { only: ["workflow/customId"] });
    expect(failures(results)).toEqual({
      "workflow/customId/upload/uploadImage": ["no-server-error", "success-criteria"],
    });
    expect(server.received.some(({ method }) => method === "DELETE")).toBe(true);
    const status = (step: string) => results.find(({ name }) => name.startsWith(`workflow/customId/${step}/`))?.status;
    expect([status("noDraftAfter"), status("delete"), status("gone")]).toEqual(["skipped", "passed", "passed"]);
  });

  it("judge every response by the contract too", async () => {
    const { results } = await run("wrong-schema", { only: ["workflow/givenId"] });
    expect(failures(results)["workflow/givenId/draftBefore/getImage"]).toEqual(["response-schema"]);
  });

  it("say which output is missing, and why the rest was not reached", async () => {
    const { results } = await run("no-upload-url", { only: ["workflow/deletedDraft"] });
    expect(results.map(({ status }) => status)).toEqual(["failed", "skipped", "skipped"]);
    expect(results[0]?.findings.map(({ check, what }) => [check, what])).toEqual([
      ["response-schema", expect.stringContaining("uploadURL")],
      ["step-outputs", "the output uploadURL is missing: $response.body#/result/uploadURL yields nothing"],
    ]);
    expect(results[1]?.reason).toBe("the workflow ended as it failed at the step create");
  });

  it("report a link that leads nowhere", async () => {
    const { results } = await run("upload-fails", { only: ["workflow/links"] });
    const link = results.find(({ name }) => name === "workflow/links/create/links/200/upload");
    expect(link?.findings[0]).toMatchObject({
      check: "links",
      where: expect.stringMatching(/^openapi\.json#.*\/responses\/200\/links\/upload$/),
      what: expect.stringContaining("which answers 500"),
    });
  });

  it("take inputs, and leave out what a pattern says", async () => {
    const { results, server } = await run(undefined, {
      params: { account_id: "mine" },
      only: ["workflow/links/**", "workflow/deletedDraft"],
      skip: ["workflow/deletedDraft/create", "**/links/200/upload"],
    });
    expect(server.received.every(({ url }) => !url.startsWith("/accounts/") || url.startsWith("/accounts/mine/"))).toBe(
      true,
    );
    expect(results.filter(({ status }) => status === "skipped").map(({ name, reason }) => [name, reason])).toEqual([
      ...["create/createDirectUpload", "delete/deleteImage", "uploadRefused/uploadImage"].map((step) => [
        `workflow/deletedDraft/${step}`,
        "left out by a pattern",
      ]),
      ["workflow/links/create/links/200/upload", "left out by a pattern"],
    ]);
  });

  it("take a list of known failures, and say which entries are stale", async () => {
    const known = { case: "workflow/*/download/**", checks: ["success-criteria"], reason: "it converts images" };
    const { results, events } = await run("other-bytes", {
      knownFailing: [known, { case: "workflow/none", reason: "gone" }],
    });
    expect(failures(results)).toEqual({});
    expect(results.find(({ status }) => status === "known-failing")?.name).toBe(
      "workflow/customId/download/downloadImage",
    );
    expect(events.flatMap((event) => (event.type === "entry-stale" ? event.entry.case : []))).toEqual([
      "workflow/none",
    ]);
  });

  it.each<[string, Partial<WorkflowRunOptions>, RegExp]>([
    [
      "an unknown input",
      { params: { nobody: "x" } },
      /parameter nobody: no workflow has such an input \[bad-options\]\n {2}hint: Inputs are: account_id, run, image/,
    ],
    [
      "an input that breaks its schema",
      { params: { run: "A B" } },
      /inputs of the workflow customId: break their schema: \/run must match pattern/,
    ],
    ["bytes that are no base64", { params: { image: "?" } }, /input image of the workflow customId: is no base64/],
    [
      "a pattern that means nothing",
      { only: ["createDirectUpload"] },
      /only createDirectUpload: means none of the \d+ cases/,
    ],
    [
      "missing credentials",
      { credentials: {} },
      /createDirectUpload: needs credentials that were not given: api_token, or api_email with api_key/,
    ],
    [
      "a target that is not there",
      { target: { url: "http://127.0.0.1:9" } },
      /target http:\/\/127\.0\.0\.1:9: cannot be reached: .*\[unreachable-target\]/,
    ],
    ["an unknown check", { knownFailing: [{ case: "*", checks: ["nope"], reason: "" }] }, /there is no check "nope"/],
  ])("refuse %s with one clear error", async (_what, more, message) => {
    await expect(run(undefined, more)).rejects.toThrow(message);
  });
});
