import { describe, expect, it, onTestFinished } from "vitest";
import { eventsOf } from "./kit/fixture/run-options.ts";
import { httpTransport } from "./kit/http-transport.ts";
import { runContract } from "./kit/run.ts";
import { isTransportFailure, type Transport } from "./kit/transport.ts";
import { runWorkflows } from "./kit/workflow/run-workflows.ts";
import { directUploadSubject } from "./mutants/direct-upload/subject.ts";

/** Where an answer of a server may lead; none of it is the target. */
const ELSEWHERE = ["https://elsewhere.example", "http://localhost.example", "http://127.0.0.1.example:8080"];

/**
 * A network in which the reference server stands behind any URL, and says of its upload URLs that they are
 * elsewhere. Nothing leaves this machine.
 */
async function network(target: string, elsewhere: string) {
  const { start, ...subject } = await directUploadSubject();
  const server = await start({ rules: {}, now: Date.now, remembers: true });
  const http = httpTransport();
  onTestFinished(async () => {
    http.close();
    await server.close();
  });
  const origins = new Set<string>();
  let led = 0;
  const transport: Transport = {
    async send(request, options) {
      origins.add(new URL(request.url).origin);
      const answer = await http.send({ ...request, url: request.url.replace(target, server.url) }, options);
      if (isTransportFailure(answer)) return answer;
      const body = Buffer.from(answer.body).toString("latin1");
      if (body.includes(server.url)) led++;
      return { ...answer, body: Buffer.from(body.replaceAll(server.url, elsewhere), "latin1") };
    },
  };
  const options = {
    ...{ artefacts: subject.artefacts, credentials: subject.credentials, transport, seed: "seed" },
    ...{ target: { url: target }, allowWrites: true },
  };
  return { options, document: subject.workflows, origins, led: () => led };
}

describe.each(["https://staging.example", "http://127.0.0.1:9"])("a run against %s", (target) => {
  it.each(ELSEWHERE)("contacts nothing else when answers lead to %s", async (elsewhere) => {
    const { options, document, origins, led } = await network(target, elsewhere);
    const only = ["*/link/**", "uploadImage/credentials/**", "uploadImage/request/**"];
    await eventsOf(runContract({ ...options, only }));
    await eventsOf(runWorkflows({ ...options, document }));
    expect(led()).toBeGreaterThan(3);
    expect([...origins]).toEqual([target]);
  });
});
