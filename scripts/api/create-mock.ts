import type { Mock, MockOptions } from "../../contract-tests/mock/server.ts";
import type { ArtefactOptions } from "../artefacts-of.ts";

/** How {@link createMock} serves a document. */
export interface DocumentMockOptions extends Omit<MockOptions, "artefacts" | "behaviour" | "state" | "page"> {
  /** A folder that was generated from it. Default: the document's own if it is up to date, or one in the cache. */
  artefacts?: string;
  /** How the document is read, and where its own output folder is. */
  reading?: Omit<ArtefactOptions, "needsCases">;
}

/**
 * Starts a server that refuses what an OpenAPI document refuses, and answers the rest by its examples, or
 * by what it remembers if the document has operations that it can remember something of.
 *
 * @param document - path, relative to the working folder
 * @throws ListenError when it cannot listen
 * @throws DocumentError when the document cannot be used
 */
export async function createMock(
  document: string,
  { artefacts: folder, reading, ...options }: DocumentMockOptions = {},
): Promise<Mock> {
  const [{ createMock: serve }, { uploadsFor }, { createMemoryStore }] = await Promise.all([
    import("../../contract-tests/mock/server.ts"),
    import("../../contract-tests/mock/uploads/uploads-for.ts"),
    import("../../contract-tests/mock/uploads/memory-store.ts"),
  ]);
  const { artefactsOf } = await import("../artefacts-of.ts");
  const artefacts = await artefactsOf(document, folder, { ...reading, needsCases: false });
  const uploads = uploadsFor(artefacts)?.({ store: createMemoryStore() });
  return serve({ ...options, artefacts, ...(uploads && { behaviour: uploads.behaviour, state: uploads }) });
}
