import { isDeepStrictEqual } from "node:util";
import type { Operation } from "../../spec/interchange/contract.ts";
import type { SchemaPart } from "../schema-part.ts";
import { anyRequest } from "./any-request.ts";
import type { Change, Diff, Refusal, VersionStep } from "./change.ts";
import { createBudget, type DiffBudget } from "./diff-budget.ts";
import { notComparedChanges } from "./not-compared.ts";
import { pairOperations, titleOf } from "./pair-operations.ts";
import { requestChanges } from "./request-changes.ts";
import { responseChanges } from "./response-changes.ts";
import { securityChanges } from "./security-changes.ts";
import { type OperationPair, placeIn, type Sides } from "./side.ts";

/**
 * What has changed between two documents, by what they accept and answer; how they say it does not count.
 *
 * @param budget - when it is used up, what is not proved at once is unproved
 */
export function diffDocuments({ base, head, onOperation }: Sides, budget: DiffBudget = createBudget()): Diff {
  const sides = { base, head, budget };
  if (isDeepStrictEqual(base.loaded.document, head.loaded.document)) return { step: "none", changes: [] };
  const { pairs, removed, added } = pairOperations(sides);
  const changes = [
    ...removed.map((operation) => operationRemoved(sides, operation)),
    ...pairs.flatMap((pair, index) => {
      onOperation?.(index, pairs.length);
      return operationChanges(pair);
    }),
    ...notComparedChanges(sides, pairs),
    ...added.map((operation) => operationAdded(sides, operation)),
  ];
  return { step: stepOf(changes), changes };
}

/** A path without parameters takes the requests that one with parameters got before (OpenAPI 3.1.1, section 4.8.8). */
function operationAdded({ base, head }: Sides, operation: Operation<SchemaPart>): Change {
  const title = titleOf(operation);
  const hidden = base.contract.operations.find(
    (known) => known.method === operation.method && isUnder(operation, known),
  );
  if (!hidden) {
    const places = [placeIn(head, operation.pointer)];
    return { kind: "non-breaking", rule: "operation-added", operation: title, what: "is new", places };
  }
  const what = `is new, and takes requests that were for ${hidden.path}`;
  const why = "whether anybody sends them, the documents do not say";
  const places = [placeIn(base, hidden.pointer), placeIn(head, operation.pointer)];
  return { kind: "unproved", rule: "operation-hidden", operation: title, what, why, places };
}

/** Whether requests of one path fall under another one, which has more parameters. */
function isUnder({ path }: Operation<SchemaPart>, { path: template }: Operation<SchemaPart>): boolean {
  const [own, other] = [path.split("/"), template.split("/")];
  return (
    own.length === other.length && other.every((segment, index) => segment === own[index] || segment.includes("{"))
  );
}

function operationChanges(pair: OperationPair): Change[] {
  const around = [...securityChanges(pair), ...serverChanges(pair)];
  // What security schemes are is said elsewhere; all else that counts is in the model, schemas included.
  if (isDeepStrictEqual(pair.base, pair.head)) return around;
  return [...requestChanges(pair), ...responseChanges(pair), ...around];
}

function operationRemoved({ base, head }: Sides, operation: Operation<SchemaPart>): Change {
  const title = titleOf(operation);
  const heir = head.contract.operations.find((known) => known.method === operation.method && isUnder(operation, known));
  if (heir) {
    const what = `is gone, and its requests are for ${heir.path} now`;
    const why = "whether they are answered as before, the documents do not say";
    const places = [placeIn(base, operation.pointer), placeIn(head, heir.pointer)];
    return { kind: "unproved", rule: "operation-merged", operation: title, what, why, places };
  }
  const refusal: Refusal = { keyword: "operation", pointer: "/paths", message: `there is no ${title}` };
  const request = anyRequest(base, operation);
  const witness = { kind: "request" as const, operationId: operation.id, request, refusals: [refusal] };
  const places = [placeIn(base, operation.pointer)];
  return { kind: "breaking", rule: "operation-removed", operation: title, what: "is gone", places, witness };
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
