import { describe, expect, it, onTestFinished } from "vitest";
import { loadArtefacts } from "./artefacts.ts";
import { DIRECT_UPLOAD, startFlowMock } from "./clients/flow-mock.ts";
import { sampleCredentials } from "./kit/credentials.ts";
import { eventsOf } from "./kit/fixture/run-options.ts";
import { runContract } from "./kit/run.ts";
import type { RunOptions } from "./kit/run-options.ts";
import { createMock } from "./mock/server.ts";
import { SUBJECTS } from "./mutants/subjects.ts";

/** How the cases of links end, by name: the status, and why where it is none of passed. */
async function outcomes(options: Omit<RunOptions, "seed" | "only">): Promise<Record<string, string>> {
  const events = await eventsOf(runContract({ ...options, seed: "links", only: ["*/link/**"] }));
  const results = events.flatMap((event) => (event.type === "case-finished" ? event.result : []));
  return Object.fromEntries(
    results.map(({ name, status, reason, findings }) => [name, [status, reason ?? findings[0]?.what].join(" ").trim()]),
  );
}

const LAST_PAGE = "skipped not followed: the parameter continuation_token is null";
const OF_WHAT_IS_KEPT: Record<string, Record<string, unknown>> = {
  "direct-upload": {
    "createDirectUpload/link/details": "passed",
    "createDirectUpload/link/upload": "passed",
    "createDirectUpload/link/delete": "passed",
    "listImages/link/nextPage": LAST_PAGE,
    "uploadImage/link/download": "passed",
  },
  orders: {
    "createOrder/link/read": "passed",
    "createOrder/link/change": "passed",
    "createOrder/link/pay": "passed",
    "createOrder/link/cancel": "passed",
  },
};

/** Of a server that keeps nothing: the same cases, skipped. */
function ofNothing(name: string): Record<string, unknown> {
  const names = Object.keys(OF_WHAT_IS_KEPT[name] ?? {});
  const reason = expect.stringMatching(/^skipped (?:the target keeps nothing: |not followed: )/);
  return Object.fromEntries(names.map((each) => [each, reason]));
}

describe.each(Object.entries(SUBJECTS))("the links of %s", async (name, load) => {
  const subject = await load();

  it.each([true, false])("are no alarm on the reference server, be it that it remembers: %s", async (remembers) => {
    const now = () => Date.UTC(2026, 0, 31, 9);
    const server = await subject.start({ rules: {}, now, remembers });
    onTestFinished(() => server.close());
    const { artefacts, credentials } = subject;
    const found = await outcomes({ artefacts, credentials, now, target: { url: server.url } });
    expect(found).toEqual(remembers ? OF_WHAT_IS_KEPT[name] : ofNothing(name));
  });
});

describe("the links of the direct upload", () => {
  it.each([true, false])("are no alarm on our mock, be it that it remembers: %s", async (remembers) => {
    const artefacts = await loadArtefacts(DIRECT_UPLOAD);
    const credentials = sampleCredentials(artefacts.contract);
    const mock = remembers ? await startFlowMock({ credentials }) : await createMock({ artefacts, credentials });
    onTestFinished(() => mock.close());
    const found = await outcomes({ artefacts, credentials, target: { url: mock.url } });
    expect(found).toEqual(remembers ? OF_WHAT_IS_KEPT["direct-upload"] : ofNothing("direct-upload"));
  });
});
