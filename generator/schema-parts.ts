import type { Contract, Operation } from "../spec/interchange/contract.ts";
import type { SchemaPart } from "./schema-part.ts";

/** Every schema of a contract, in the document's order. */
export function schemaParts(contract: Contract<SchemaPart>): SchemaPart[] {
  return contract.operations.flatMap(operationParts);
}

/** The schemas of the requests of an operation. */
export function requestParts(operation: Operation<SchemaPart>): SchemaPart[] {
  const bodies = (operation.body?.content ?? []).flatMap(({ schema, partHeaders = {} }) => [
    schema,
    ...Object.values(partHeaders).map((headers) => headers.schema),
  ]);
  return [...Object.values(operation.parameterSchemas), ...bodies.filter((part) => part !== undefined)];
}

function operationParts(operation: Operation<SchemaPart>): SchemaPart[] {
  const parts = [
    ...requestParts(operation),
    ...operation.responses.flatMap(({ content, headers }) => [...content.map(({ schema }) => schema), headers]),
  ];
  return parts.filter((part) => part !== undefined);
}
