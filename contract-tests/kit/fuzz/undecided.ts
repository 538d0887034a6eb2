import { isDeepStrictEqual } from "node:util";
import { documentedResponse } from "../checks/documented.ts";
import { conditionsBehind } from "../probe/of-state.ts";
import { isTransportFailure, type TransportFailure } from "../transport.ts";
import type { WireResponse } from "../wire-message.ts";
import type { Probe } from "./property/probe.ts";
import type { RequestSpace } from "./request/request-space.ts";

/** Statuses that speak of the state of what a path names (RFC 9110, section 15.5; RFC 4918; RFC 6585). */
const OF_THE_STATE = [404, 409, 410, 412, 423, 428];

/**
 * Whether an answer says nothing about how the server judges data: what the request names need not
 * exist, what it creates may be there already, or too many requests were sent. Only what the document
 * describes is let pass.
 */
export function isUndecided(answer: WireResponse | TransportFailure, probe: Probe, space: RequestSpace): boolean {
  if (isTransportFailure(answer)) return false;
  const { status } = answer;
  const { operation } = space;
  const isNamed = operation.responses.some((response) => response.status === String(status));
  if (status === 429) return isNamed;
  const hasPath = operation.parameters.some((parameter) => parameter.in === "path");
  if (hasPath && isNamed && OF_THE_STATE.includes(status)) return true;
  const changed = Object.entries(probe.template.headers).flatMap(([name, value]) =>
    isDeepStrictEqual(value, space.base.headers[name]) ? [] : [name],
  );
  if (probe.expect.outcome !== "rejected" && isNamed && conditionsBehind(status, changed).length > 0) return true;
  if (space.makesPaths && status === 403) return documentedResponse(operation, status) !== undefined;
  return status === 409 && probe.mayBeTaken && documentedResponse(operation, status) !== undefined;
}
