import type { Operation } from "../../../spec/interchange/contract.ts";
import { isJsonObject, type JsonObject, type JsonPointer, type JsonSchema } from "../../../spec/interchange/json.ts";
import { tokensOf } from "../../../spec/interchange/pointer.ts";
import { memberNodes, type Nodes, nodesOf } from "../fuzz/arbitrary/schema-nodes.ts";
import type { WireResponse } from "../wire-message.ts";
import { bodyOf } from "../workflow/scope.ts";
import { atPointer } from "../workflow/value.ts";
import type { CheckContext } from "./check.ts";
import { describedBody } from "./documented.ts";

/** An object in the body of an answer, with the schemas that apply to it. */
export interface Resource {
  value: JsonObject;
  nodes: Nodes;
  root: JsonSchema;
}

/** The object at a place of a JSON body; `undefined` where none is, or the document describes none. */
export function resourceIn(
  operation: Operation,
  response: WireResponse,
  pointer: JsonPointer,
  artefacts: Pick<CheckContext["artefacts"], "schema">,
): Resource | undefined {
  const described = describedBody(operation, response);
  if (described?.kind !== "json" || described.schema === undefined) return undefined;
  const root = artefacts.schema(described.schema);
  const value = atPointer(bodyOf(response), pointer);
  if (!isJsonObject(value)) return undefined;
  const nodes = tokensOf(pointer).reduce<Nodes>(
    (holders, name) => memberNodes(holders, name, root),
    nodesOf([root], root) ?? [],
  );
  return { value, nodes, root };
}
