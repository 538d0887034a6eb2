import { describe, expect, it, onTestFinished } from "vitest";
import { startFlowMock } from "./clients/flow-mock.ts";
import { sampleCredentials } from "./kit/credentials.ts";
import { eventsOf } from "./kit/fixture/run-options.ts";
import { runContract } from "./kit/run.ts";
import type { RunningSubject } from "./kit/subject.ts";
import { SUBJECTS } from "./mutants/subjects.ts";
import { mockSubject } from "./subjects/mock.ts";

/** Of each property; `npm run bench:mutants -- --seeds` sends more. */
const RUNS = 15;

type Server = Pick<RunningSubject, "url" | "credentials">;

describe.each(Object.entries(SUBJECTS))("random requests of %s", async (name, load) => {
  const { artefacts, credentials, start } = await load();

  /** Servers that keep the document, by who they are. */
  const servers: Record<string, () => Promise<Server>> = {
    "our mock": () => closing(mockSubject(artefacts).start(), (mock) => mock.stop()),
    "the reference server, which keeps nothing": () => reference(false),
    "the reference server, which remembers": () => reference(true),
    ...(name === "direct-upload" && {
      "our mock, which remembers": async () => {
        const known = sampleCredentials(artefacts.contract);
        const mock = await closing(startFlowMock({ credentials: known }), (each) => each.close());
        return { url: mock.url, credentials: known };
      },
    }),
  };

  const reference = async (remembers: boolean) => {
    const { url } = await closing(start({ rules: {}, now: Date.now, remembers }), (server) => server.close());
    return { url, credentials };
  };

  it.each(Object.keys(servers))("accuse nobody wrongly: %s", async (who) => {
    const server = await servers[who]?.();
    const events = await eventsOf(
      runContract({
        ...{ artefacts, seed: "one", only: ["*/fuzz/**"], fuzz: { runs: RUNS }, timeoutMs: 60_000 },
        ...{ target: { url: server?.url ?? "" }, credentials: server?.credentials ?? {} },
      }),
    );
    const results = events.flatMap((event) => (event.type === "case-finished" ? event.result : []));
    const failed = results.filter(({ status }) => status === "failed");
    expect(failed.map(({ name: own, findings, reproduce }) => [own, findings[0]?.what, reproduce])).toEqual([]);
    // Of a server that remembers, random requests to what is not there prove nothing.
    expect(results.filter(({ status }) => status === "passed").length).toBeGreaterThan(results.length / 3);
  });
});

/** A server that is closed when the test is over. */
async function closing<T>(starting: Promise<T>, close: (server: T) => Promise<void>): Promise<T> {
  const server = await starting;
  onTestFinished(() => close(server));
  return server;
}
