import type { getHttpOperationsFromSpec, IHttpConfig, IHttpRequest } from "@stoplight/prism-http";
import type { Operation } from "../../spec/interchange/contract.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";

/** Which response Prism is to make. */
export interface PrismChoice {
  status: number;
  /** One of the response's, as the document has it. The default choice when absent. */
  mediaType?: string;
  /** The name of an example. The first one when absent. */
  example?: string;
  /** Makes a response up from the schema, the same one for the same seed; examples are not used. */
  seed?: string;
}

/** A response that Prism made. */
export interface PrismResponse {
  /** As named in the document, `content-type` left out; values as in the document or made up. */
  headers: Record<string, unknown>;
  /** Absent when the response has no content. */
  mediaType?: string;
  body: unknown;
  /** What Prism's own validation finds wrong with it. */
  objections: string[];
}

/** Makes responses; `failure` says why there is none. */
export type Prism = (operation: Operation, choice: PrismChoice) => Promise<PrismResponse | { failure: string }>;

type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/**
 * Prism as a library, for what it is good at: choosing an example and making responses up. It is
 * loaded with the first response, gets nothing of the client's request, and routes and validates no
 * request; its callbacks, real calls to the outside, are taken away.
 */
export function createPrism(document: JsonObject): Prism {
  let loading: ReturnType<typeof load> | undefined;
  return async (operation, choice) => {
    loading ??= load(document);
    const { prism, operations, config } = await loading;
    const resource = operations.get(`${operation.method} ${operation.path}`);
    if (!resource) return { failure: `Prism does not know the operation ${operation.method} ${operation.path}` };
    const { status, mediaType, example, seed } = choice;
    const mock = {
      code: status,
      dynamic: seed !== undefined,
      ...(seed !== undefined && { seed }),
      ...(mediaType !== undefined && { mediaTypes: [mediaType] }),
      ...(example !== undefined && { exampleKey: example }),
    };
    const input = { method: resource.method as IHttpRequest["method"], url: { path: operation.path }, headers: {} };
    const result = await prism.request(input, [resource], { ...config, mock })();
    if (result._tag === "Left") {
      const what =
        example === undefined ? `response ${status}` : `example ${JSON.stringify(example)} of a response ${status}`;
      return { failure: `${operation.id}: Prism has no ${what}: ${result.left.message}` };
    }
    const { output, validations } = result.right;
    // When it cannot make the one asked for, Prism falls back to another status.
    if (output.statusCode !== status)
      return { failure: `${operation.id}: Prism has no response ${status}, only ${output.statusCode}` };
    const { "Content-type": sent, ...headers } = output.headers ?? {};
    return {
      headers,
      ...(output.body !== undefined && sent !== undefined && { mediaType: sent }),
      body: output.body,
      objections: validations.output.map(({ path, message }) => `${(path ?? []).join("/")}: ${message}`),
    };
  };
}

/** Loads Prism's code, so that the first response need not wait for it. */
export async function loadPrism() {
  const [http, core] = await Promise.all([import("@stoplight/prism-http"), import("@stoplight/prism-core")]);
  return { ...http, ...core };
}

async function load(document: JsonObject) {
  const { createInstance, getHttpOperationsFromSpec, createLogger } = await loadPrism();
  const operations = new Map<string, PrismOperation>();
  // Prism resolves references in place.
  for (const operation of await getHttpOperationsFromSpec(structuredClone(document))) {
    delete operation.callbacks;
    // `4xx` is valid OpenAPI; Prism only knows `4XX`.
    for (const response of operation.responses) response.code = response.code.replace(/^(\d)xx$/i, "$1XX");
    operations.set(`${operation.method.toUpperCase()} ${operation.path}`, operation);
  }
  const config: IHttpConfig = {
    isProxy: false,
    checkSecurity: false,
    validateRequest: false,
    validateResponse: true,
    errors: false,
    upstreamProxy: undefined,
    mock: { dynamic: false },
  };
  const prism = createInstance(config, {
    logger: createLogger("mock", { level: "silent" }),
    // The router has already found the operation.
    route: ({ resources }) => ({ _tag: "Right", right: resources[0] as PrismOperation }),
  });
  return { prism, operations, config };
}
