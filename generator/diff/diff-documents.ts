import { isDeepStrictEqual } from "node:util";
import type { Operation } from "../../spec/interchange/contract.ts";
import { baseRequest } from "../cases/base-request.ts";
import type { LoadedDocument } from "../document/load.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { Change, Diff, Refusal, VersionStep } from "./change.ts";
import { pairOperations, titleOf } from "./pair-operations.ts";
import { requestChanges } from "./request-changes.ts";
import { responseChanges } from "./response-changes.ts";
import { securityChanges } from "./security-changes.ts";
import { type OperationPair, placeIn, type Sides, sideOf } from "./side.ts";

/**
 * What has changed between two documents, by what they accept and answer; how they say it does not count.
 *
 * @throws DocumentError when one of them has a schema that cannot be used
 */
export function diffDocuments(base: LoadedDocument, head: LoadedDocument): Diff {
  const sides: Sides = { base: sideOf("base", base), head: sideOf("head", head) };
  if (isDeepStrictEqual(base.document, head.document)) return { step: "none", changes: [] };
  const { pairs, removed, added } = pairOperations(sides);
  const changes = [
    ...removed.map((operation) => operationRemoved(sides, operation)),
    ...pairs.flatMap(operationChanges),
    ...added.map((operation): Change => {
      const places = [placeIn(sides.head, operation.pointer)];
      return { kind: "non-breaking", rule: "operation-added", operation: titleOf(operation), what: "is new", places };
    }),
  ];
  return { step: stepOf(changes), changes };
}

function operationChanges(pair: OperationPair): Change[] {
  return [
    ...requestChanges(pair),
    ...securityChanges(pair, requestOf(pair.sides, pair.base)),
    ...responseChanges(pair),
    ...serverChanges(pair),
  ];
}

function operationRemoved(sides: Sides, operation: Operation<SchemaPart>): Change {
  const request = requestOf(sides, operation) ?? {
    path: {},
    query: [],
    headers: {},
    cookies: {},
    credentials: [],
    body: null,
  };
  const title = titleOf(operation);
  const refusal: Refusal = { keyword: "operation", pointer: "/paths", message: `there is no ${title}` };
  const witness = { kind: "request" as const, operationId: operation.id, request, refusals: [refusal] };
  const places = [placeIn(sides.base, operation.pointer)];
  return { kind: "breaking", rule: "operation-removed", operation: title, what: "is gone", places, witness };
}

function requestOf({ base }: Sides, operation: Operation<SchemaPart>) {
  const found = baseRequest(operation, base.loaded.document);
  return "reason" in found ? undefined : found.request;
}

/** Servers that are not named any more may well still answer. */
function serverChanges({ base, head, sides, title: operation }: OperationPair): Change[] {
  const gone = base.servers.filter((server) => !head.servers.includes(server));
  if (gone.length === 0) return [];
  const what = `HEAD does not name the server ${gone.join(", ")} any more`;
  const why = "whether it still answers, the document does not say";
  return [
    { kind: "unproved", rule: "server-removed", operation, what, why, places: [placeIn(sides.head, head.pointer)] },
  ];
}

function stepOf(changes: readonly Change[]): VersionStep {
  if (changes.some(({ kind }) => kind !== "non-breaking")) return "major";
  return changes.length > 0 ? "minor" : "patch";
}
