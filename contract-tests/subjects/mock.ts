import type { Artefacts } from "../artefacts.ts";
import { sampleCredentials } from "../kit/credentials.ts";
import type { Subject } from "../kit/subject.ts";
import { createMock } from "../mock/server.ts";

/**
 * Our own mock of a contract, on a free port of 127.0.0.1. It keeps the contract: nothing is known to fail.
 *
 * @param now - its clock and the run's, in epoch milliseconds
 */
export function mockSubject(artefacts: Artefacts, now: () => number = Date.now): Subject {
  return {
    name: "our mock",
    knownFailing: [],
    async start() {
      const credentials = sampleCredentials(artefacts.contract);
      const mock = await createMock({ artefacts, credentials, clock: now });
      return { url: mock.url, credentials, now, stop: () => mock.close() };
    },
  };
}
