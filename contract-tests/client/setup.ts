import { afterAll, beforeAll, beforeEach } from "vitest";
import { type RecordedRequest, type RecordingServer, startRecordingServer } from "./recording-server.ts";

/** The moment at which the tests' clients live. */
export const NOW = Date.parse("2026-01-31T09:00:00Z");

/** An account that the document accepts. */
export const ACCOUNT = "9a7806061c88ada191ed06f989cc3dac";

/** A server for the tests of a file, forgetful between them. */
export function useServer(): { readonly server: RecordingServer; readonly only: RecordedRequest } {
  let server: RecordingServer | undefined;
  beforeAll(async () => {
    server = await startRecordingServer();
  });
  beforeEach(() => {
    server?.requests.splice(0);
    if (server) server.reply = {};
  });
  afterAll(() => server?.close());
  return {
    get server() {
      if (!server) throw new Error("the server is not up: use it within a test");
      return server;
    },
    /** The one request that has come. */
    get only() {
      const [request, ...more] = this.server.requests;
      if (!request || more.length > 0) throw new Error(`one request was expected, ${this.server.requests.length} came`);
      return request;
    },
  };
}
