import { prepareRequest } from "../../contract-tests/kit/case-request.ts";
import { sampleCredentials } from "../../contract-tests/kit/credentials.ts";
import { toCurl } from "../../contract-tests/kit/curl.ts";
import type { RequestWitness } from "../../generator/diff/change.ts";
import type { Side } from "../../generator/diff/side.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import { anyFresh } from "../../spec/interchange/fresh-text.ts";

/** A request of BASE as a curl command; `undefined` when it cannot be written as one. */
export function witnessCurl(
  { operationId, request }: RequestWitness,
  { contract }: Side,
  now: number,
): string | undefined {
  const operation = contract.operations.find(({ id }) => id === operationId);
  if (!operation) return undefined;
  const [server = "/"] = operation.servers;
  const url = URL.parse(server, "https://api.example.com")?.href.replace(/\/$/, "") ?? "https://api.example.com";
  try {
    const {
      request: wire,
      secrets,
      instants = [],
    } = prepareRequest(request, operationId, {
      operation: operation as unknown as Operation,
      securitySchemes: contract.securitySchemes,
      target: { url },
      credentials: sampleCredentials(contract),
      expressions: { now, guard: 0, fresh: anyFresh },
    });
    return toCurl({ request: wire, secrets, instants, ...(instants.length > 0 && { instantsAt: now }) });
  } catch {
    return undefined;
  }
}
