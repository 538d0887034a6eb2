import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { loadArtefacts } from "../artefacts.ts";
import { createMock, type Mock, type MockOptions } from "../mock/server.ts";
import { createMemoryStore } from "../mock/uploads/memory-store.ts";
import { createUploads } from "../mock/uploads/uploads.ts";

/** The generated folder of the direct upload. */
export const DIRECT_UPLOAD = join(import.meta.dirname, "../../generated/direct-upload");

/** Starts a mock of the direct upload that remembers, as `contract-kit mock` does. */
export async function startFlowMock(options: Partial<MockOptions> = {}): Promise<Mock> {
  const artefacts = await loadArtefacts(DIRECT_UPLOAD);
  const uploads = createUploads({ store: createMemoryStore() });
  return createMock({ artefacts, behaviour: uploads.behaviour, state: uploads, ...options });
}

/** Such a mock for the tests of a file. */
export function useFlowMock(options: Partial<MockOptions> = {}): { readonly mock: Mock } {
  let mock: Mock | undefined;
  beforeAll(async () => {
    mock = await startFlowMock(options);
  });
  afterAll(() => mock?.close());
  return {
    get mock() {
      if (!mock) throw new Error("the mock is not up: use it within a test");
      return mock;
    },
  };
}
