import type { Contract, MediaType, Operation } from "../../spec/interchange/contract.ts";
import { validatorName } from "../../spec/interchange/names.ts";
import type { SchemaPart } from "../schema-part.ts";
import { headerBlock, type Provenance } from "./header.ts";

const SHAPES = `/** One constraint that a value breaks. */
export interface Violation {
  /** JSON Pointer (RFC 6901) into the value; empty for the whole of it. */
  pointer: string;
  /** The keyword that refuses it, e.g. \`maxLength\`. */
  keyword: string;
  /** JSON Pointer of that keyword in the schema of the same name. */
  schemaPointer: string;
  message: string;
}

export type ValidationResult<T> = { valid: true; value: T } | { valid: false; violations: Violation[] };

export interface ValidationOptions {
  /** What \`now\` means: epoch milliseconds or a \`Date\`; the system's clock when absent. */
  now?: number | Date;
}
`;

/** `validators.d.ts`: what each validator promises about the value that it accepts. */
export function emitValidatorsDeclaration(contract: Contract<SchemaPart>, provenance: Provenance): string {
  const declarations = contract.operations.flatMap((operation) =>
    typedParts(operation).map(
      ([part, type]) =>
        `/** ${describe(operation, part).replaceAll("*/", "*\\/")} */\n` +
        `export declare function ${validatorName(part.name)}(value: unknown, options?: ValidationOptions): ValidationResult<${type}>;\n`,
    ),
  );
  const imports = declarations.some((text) => text.includes("paths["))
    ? `import type { paths } from "./types.ts";\n\n`
    : "";
  return `${headerBlock(provenance)}\n${imports}${SHAPES}\n${declarations.join("\n")}`;
}

function describe(operation: Operation<SchemaPart>, part: SchemaPart): string {
  return `${operation.method} ${operation.path}: ${part.name.slice(operation.id.length + 1)}`;
}

function typedParts(operation: Operation<SchemaPart>): [SchemaPart, string][] {
  const base = `paths[${JSON.stringify(operation.path)}][${JSON.stringify(operation.method.toLowerCase())}]`;
  const typed: [SchemaPart | undefined, string][] = [
    ...Object.entries(operation.parameterSchemas).map(([place, part]): [SchemaPart, string] => [
      part,
      // Header names are matched in lower case, which the document's types do not know.
      place === "path" || place === "query"
        ? `NonNullable<${base}["parameters"]["${place}"]>`
        : "Record<string, unknown>",
    ]),
    ...contentTypes(operation.body?.content ?? [], `NonNullable<${base}["requestBody"]>["content"]`),
    ...(operation.body?.content ?? []).flatMap(({ partHeaders = {} }) =>
      Object.values(partHeaders).map(({ schema }): [SchemaPart, string] => [schema, "Record<string, unknown>"]),
    ),
    ...operation.responses.flatMap(({ status, content, headers }): [SchemaPart | undefined, string][] => {
      const key = /^\d+$/.test(status) ? status : JSON.stringify(status);
      return [
        ...contentTypes(content, `${base}["responses"][${key}]["content"]`),
        [headers, "Record<string, unknown>"],
      ];
    }),
  ];
  return typed.filter((entry): entry is [SchemaPart, string] => entry[0] !== undefined);
}

function contentTypes(content: MediaType<SchemaPart>[], base: string): [SchemaPart | undefined, string][] {
  return content.map(({ schema, mediaType, key }) => [schema, `${base}[${JSON.stringify(key ?? mediaType)}]`]);
}
