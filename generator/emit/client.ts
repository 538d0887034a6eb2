import type { ClientContract } from "./client/client-schema.ts";
import { credentialsOf } from "./client/credentials.ts";
import { clientSections } from "./client/factories.ts";
import { operationTypes } from "./client/operation-types.ts";
import { checksConstants, endpointConstant } from "./client/operation-values.ts";
import { runtimeSource } from "./client/runtime-source.ts";

/** What the client's emitter is told beside the contract. */
export interface ClientOptions {
  /** The contract's name, from which the factory has its own: `direct-upload` → `createDirectUploadClient`. */
  name: string;
  /** The comment at the head of the file. */
  header: string;
}

/**
 * `client.ts`: a typed client over openapi-fetch, in one module that imports nothing else but
 * `types.ts` (types only) and `validators.js`. Loading it has no side effects.
 */
export function emitClient(contract: ClientContract, { name, header }: ClientOptions): string {
  const credentials = credentialsOf(contract);
  const checks = contract.operations.map(checksConstants);
  const validators = [...new Set(checks.flatMap((constant) => constant.validators))].sort();
  const sections = [
    ...clientSections(contract, name, credentials),
    ...contract.operations.flatMap((operation, index) => [
      operationTypes(operation),
      endpointConstant(operation, credentials),
      checks[index]?.source ?? "",
    ]),
  ];
  const usesBasic = [...credentials.values()].some(({ type }) => type === "UserPassword");
  return [
    `${header.trimEnd()}\n\n`,
    'import createClient, { type Client } from "openapi-fetch";\n',
    contract.operations.length > 0 ? 'import type { paths } from "./types.ts";\n' : "",
    validators.length > 0
      ? `import {\n${validators.map((each) => `  ${each},\n`).join("")}} from "./validators.js";\n`
      : "",
    `\n${sections.join("\n")}\n`,
    `${runtimeSource((file) => file !== "basic" || usesBasic)}\n`,
  ].join("");
}
