import type { Contract, Operation } from "../spec/interchange/contract.ts";
import type { SchemaPart } from "./schema-part.ts";

/** Every schema of a contract, in the document's order. */
export function schemaParts(contract: Contract<SchemaPart>): SchemaPart[] {
  return contract.operations.flatMap(operationParts);
}

function operationParts(operation: Operation<SchemaPart>): SchemaPart[] {
  const parts = [
    ...Object.values(operation.parameterSchemas),
    ...(operation.body?.content ?? []).map(({ schema }) => schema),
    ...operation.responses.flatMap(({ content, headers }) => [...content.map(({ schema }) => schema), headers]),
  ];
  return parts.filter((part) => part !== undefined);
}
