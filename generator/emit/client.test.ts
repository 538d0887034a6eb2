import { describe, expect, it } from "vitest";
import type { ClientContract, ClientOperation } from "./client/client-schema.ts";
import { emitClient } from "./client.ts";

const OPTIONS = { name: "direct-upload", header: "/* head */\n" };

function operation(changes: Partial<ClientOperation> = {}): ClientOperation {
  return {
    id: "getThing",
    method: "GET",
    path: "/things",
    pointer: "/paths/~1things/get",
    servers: ["https://api.example.com"],
    parameters: [],
    parameterSchemas: {},
    responses: [],
    security: [],
    securityPointer: "/security",
    ...changes,
  };
}

function contract(...operations: ClientOperation[]): ClientContract {
  return {
    title: "Things",
    version: "1",
    openapi: "3.1.1",
    securitySchemes: { api_token: { kind: "http", scheme: "bearer" }, "api-token": { kind: "http", scheme: "digest" } },
    operations,
  };
}

describe("emitClient", () => {
  it("gives the same text every time, under its header", () => {
    const text = emitClient(contract(operation()), OPTIONS);
    expect(emitClient(contract(operation()), OPTIONS)).toBe(text);
    expect(text.startsWith('/* head */\n\nimport createClient, { type Client } from "openapi-fetch";\n')).toBe(true);
    expect(text).not.toContain("\r");
  });

  it("names the factories after the contract, and credentials after their schemes, apart from each other", () => {
    const text = emitClient(contract(operation({ security: [["api_token"], ["api-token"]] })), OPTIONS);
    expect(text).toContain("export function createDirectUploadClient(\n  credentials: DirectUploadCredentials,\n");
    expect(text).toContain("export function createUncheckedDirectUploadClient(\n");
    expect(text).toContain("  | { apiToken: Secret }\n  | { apiToken2: Secret };");
    expect(emitClient(contract(operation()), { ...OPTIONS, name: "3scale" })).toContain("interface _3scaleClient {");
  });

  it("asks for no credentials when there are none, and lets them be null when some operation needs none", () => {
    const open = emitClient(contract(operation()), OPTIONS);
    expect(open).toContain("export function createDirectUploadClient(\n  settings: ");
    const mixed = emitClient(contract(operation(), operation({ id: "other", security: [["api_token"]] })), OPTIONS);
    expect(mixed).toContain("credentials: DirectUploadCredentials | null,");
  });

  it("imports validators and types only when it uses them", () => {
    const none = emitClient(contract(), OPTIONS);
    expect(none).not.toContain("validators.js");
    expect(none).not.toContain('from "./types.ts"');
    const schema = { name: "getThing.query", schema: true };
    const parameter = { name: "q", in: "query", required: false, style: "form", explode: true, pointer: "" } as const;
    const some = emitClient(
      contract(operation({ parameters: [parameter], parameterSchemas: { query: schema } })),
      OPTIONS,
    );
    expect(some).toContain('import {\n  validateGetThingQuery,\n} from "./validators.js";');
  });

  it("keeps a comment of the document within its comment", () => {
    const text = emitClient(contract(operation({ summary: "All */ things", deprecated: true })), OPTIONS);
    expect(text).toContain(
      "   * All *\\/ things\n   *\n   * `GET /things`\n   *\n   * @deprecated\n   */\n  getThing(",
    );
  });

  it("wants a base URL when the document has none", () => {
    const text = emitClient(contract(operation({ servers: ["/v1"] })), OPTIONS);
    expect(text).toContain("ConnectionSettings<never> & { baseUrl: string };");
    expect(text).toContain("  settings: DirectUploadClientSettings & CheckSettings,\n");
  });

  it("describes every status: exact, by class, by default, and those that the document forgot", () => {
    const response = (status: string) => ({ status, pointer: "", description: "", content: [] });
    const results = (...statuses: string[]) => {
      const text = emitClient(contract(operation({ responses: statuses.map(response) })), OPTIONS);
      const [, types = ""] = /GetThingResult =\n([^;]*);/.exec(text) ?? [];
      return types.replaceAll(/ContentOf<GetThingOperation\["responses"\]\[([^\]]+)\]>/g, "<$1>").split("\n");
    };
    expect(results("200", "404", "default")).toEqual([
      "  | Success<200, <200>>",
      "  | Failure<404, <404>>",
      '  | Failure<Exclude<FailureStatus, 404>, <"default">>',
    ]);
    expect(results("201", "2XX", "400", "4XX")).toEqual([
      "  | Success<201, <201>>",
      '  | Success<Exclude<StatusOf<2>, 201>, <"2XX">>',
      "  | Failure<400, <400>>",
      '  | Failure<Exclude<StatusOf<4>, 400>, <"4XX">>',
      "  | Failure<Exclude<FailureStatus, 400 | StatusOf<4>>, unknown>",
    ]);
    expect(results("default")).toEqual([
      '  | Success<StatusOf<2>, <"default">>',
      '  | Failure<FailureStatus, <"default">>',
    ]);
  });
});
