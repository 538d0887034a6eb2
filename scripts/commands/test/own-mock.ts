import type { Artefacts } from "../../../contract-tests/artefacts.ts";
import { type Credentials, sampleCredentials } from "../../../contract-tests/kit/credentials.ts";
import { createMock } from "../../../contract-tests/mock/server.ts";
import type { Uploads } from "../../../contract-tests/mock/uploads/uploads.ts";

/** A mock that runs as long as the test does. */
export interface OwnMock {
  url: string;
  /** Those that it accepts. */
  credentials: Credentials;
  close(): Promise<void>;
}

/** The mock as `contract-kit mock` serves it: one that remembers, if the document has anything to remember. */
export async function startMock(artefacts: Artefacts, given: Credentials): Promise<OwnMock> {
  const credentials = { ...sampleCredentials(artefacts.contract), ...given };
  const uploads = await uploadsOf(artefacts);
  const mock = await createMock({
    ...{ artefacts, credentials },
    ...(uploads && { behaviour: uploads.behaviour, state: uploads }),
  });
  return { url: mock.url, credentials, close: () => mock.close() };
}

async function uploadsOf(artefacts: Artefacts): Promise<Uploads | undefined> {
  const [{ uploadsFor }, { createMemoryStore }] = await Promise.all([
    import("../../../contract-tests/mock/uploads/uploads-for.ts"),
    import("../../../contract-tests/mock/uploads/memory-store.ts"),
  ]);
  return uploadsFor(artefacts)?.({ store: createMemoryStore() });
}
