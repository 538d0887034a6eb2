import type { RequestTemplate } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";
import type { SchemaPart } from "../schema-part.ts";
import { baseRequest } from "./base-request.ts";
import { furtherBodies } from "./further-bodies.ts";
import { carrierProposals } from "./proposals.ts";
import { protocolCases } from "./protocol/protocol-cases.ts";
import { settle } from "./settle.ts";
import { cannotTravel } from "./travel.ts";
import type { Visit } from "./visit.ts";

/** Requests for an operation and near to it, as they are asked for. Only the first one is proved to be valid. */
export interface RequestSource {
  /** A valid request. */
  base: RequestTemplate;
  /** Those that are about how a request travels: its media types, whether there is a body. */
  protocol(): Iterable<RequestTemplate>;
  /** Those that keyword families propose for some sites, or for all. */
  proposed(isWanted?: (part: SchemaPart, visit: Visit) => boolean): Iterable<RequestTemplate>;
}

/** What requests of an operation can be made of; `undefined` when it has no valid request that can be made. */
export function requestSource(operation: Operation<SchemaPart>, document: JsonObject): RequestSource | undefined {
  const base = baseRequest(operation, document);
  if ("reason" in base) return undefined;
  const { request, prover } = base;
  const bodies = furtherBodies(operation, document, base).filter((found) => "body" in found);
  return {
    base: request,
    *protocol() {
      for (const found of protocolCases(operation, base, document, bodies).cases) {
        const isOwn = found.expect.because !== "credentials" && !found.request.some(({ path }) => path === "/method");
        if (isOwn) yield prover.change(request, found.request);
      }
    },
    *proposed(isWanted = () => true) {
      for (const carrier of [...base.carriers, ...bodies.flatMap((body) => body.carrier ?? [])]) {
        for (const { finding, visit } of carrierProposals(carrier, base, (each) => isWanted(carrier.part, each))) {
          const edits = "edits" in finding && visit ? settle(finding.edits, visit, carrier) : undefined;
          const patches = edits && carrier.patch(edits, request);
          if (!patches || "reason" in patches) continue;
          const changed = prover.change(request, patches);
          if (cannotTravel(changed) === undefined) yield changed;
        }
      }
    },
  };
}
