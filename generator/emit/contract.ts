import type { Contract } from "../../spec/interchange/contract.ts";
import type { SchemaPart } from "../schema-part.ts";
import { headerComment, type Provenance, toJsonText } from "./header.ts";

/** `contract.json`: the model that runners and mocks read; its schemas are names of files. */
export function emitContract(contract: Contract<SchemaPart>, provenance: Provenance): string {
  const named = JSON.parse(
    JSON.stringify(contract, (_key, value: unknown) => (isSchemaPart(value) ? value.name : value)),
  ) as object;
  return toJsonText({ $comment: headerComment(provenance), ...named });
}

function isSchemaPart(value: unknown): value is SchemaPart {
  return typeof value === "object" && value !== null && "schema" in value && "origins" in value;
}
