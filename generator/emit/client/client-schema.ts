import type { Contract, Operation, Response } from "../../../spec/interchange/contract.ts";
import type { JsonSchema } from "../../../spec/interchange/json.ts";
import { pascalCase } from "../../../spec/interchange/names.ts";

/** What the client has to know of a schema. */
export interface ClientSchema {
  name: string;
  schema: JsonSchema;
}

/** The contract as the client's emitter takes it. */
export type ClientContract = Contract<ClientSchema>;

/** An operation of it. */
export type ClientOperation = Operation<ClientSchema>;

/** The names in `client.ts` that belong to an operation. */
export interface OperationNames {
  /** The operation in `types.ts`. */
  type: string;
  input: string;
  result: string;
  endpoint: string;
  requestChecks: string;
  answerChecks: string;
}

/** `createDirectUpload` → `CreateDirectUploadArguments`, `createDirectUploadOperation`, … */
export function operationNames(id: string): OperationNames {
  const pascal = pascalCase(id);
  return {
    type: `${pascal}Operation`,
    input: `${pascal}Arguments`,
    result: `${pascal}Result`,
    endpoint: `${id}Operation`,
    requestChecks: `${id}RequestChecks`,
    answerChecks: `${id}AnswerChecks`,
  };
}

/** How the answers of a status are read that are not labelled as JSON. */
export function readingOf({ content }: Response<unknown>): "json" | "text" | "bytes" {
  if (content.some(({ kind }) => kind === "binary" || kind === "multipart")) return "bytes";
  return content.some(({ kind }) => kind === "text" || kind === "urlencoded") ? "text" : "json";
}
