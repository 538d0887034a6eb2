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

/** The mock; for workflows one that remembers, as each step builds on what the ones before have made. */
export async function startMock(artefacts: Artefacts, given: Credentials, remembers: boolean): Promise<OwnMock> {
  const credentials = { ...sampleCredentials(artefacts.contract), ...given };
  const uploads = remembers ? await uploadsOf(artefacts) : undefined;
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
