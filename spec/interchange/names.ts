import type { SchemaName } from "./contract.ts";

/**
 * The export of `validators.js` that checks the schema of this name:
 * `createDirectUpload.body` → `validateCreateDirectUploadBody`.
 */
export function validatorName(name: SchemaName): string {
  return `validate${pascalCase(name)}`;
}

/** `createDirectUpload.200.headers` → `CreateDirectUpload200Headers`. */
export function pascalCase(name: string): string {
  return name
    .split(/[^\p{ID_Continue}$]+/u)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}
