import type { Contract, Operation } from "../spec/interchange/contract.ts";
import { isJsonObject, type Json, type JsonObject } from "../spec/interchange/json.ts";
import { compileSchemas } from "./compile-schemas.ts";
import { readBody, readResponse } from "./contract/content.ts";
import { readParameterSchemas, readParameters } from "./contract/parameters.ts";
import { members, type Place, type Walker } from "./contract/place.ts";
import { readSecurity, readSecuritySchemes } from "./contract/security.ts";
import type { LoadedDocument } from "./document/load.ts";
import { DocumentError, type Problem } from "./document/problem.ts";
import { createSchemaReader } from "./document/schema-reader.ts";
import { createNamer, operationName } from "./names.ts";
import type { SchemaPart } from "./schema-part.ts";
import { schemaParts } from "./schema-parts.ts";
import { schemaProblems } from "./schema-problems.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** The intermediate model of a document, from which every artefact is made, and what was odd on the way. */
export interface BuiltContract {
  contract: Contract<SchemaPart>;
  warnings: Problem[];
}

/**
 * Builds the model of a document.
 *
 * @param like - a model that has been built: schemas that it has, too, are known to be sound
 * @throws {@link DocumentError} when a schema of it cannot be used
 */
export function buildContract(loaded: LoadedDocument, like?: Contract<SchemaPart>): BuiltContract {
  const built = readContract(loaded);
  const sound = new Set(like && schemaParts(like).map(({ schema }) => JSON.stringify(schema)));
  const parts = schemaParts(built.contract).filter(({ schema }) => !sound.has(JSON.stringify(schema)));
  const faults = compileSchemas(parts, { logger: false, allErrors: true }).faults;
  if (faults.length > 0) throw new DocumentError(schemaProblems(faults, loaded));
  return { ...built, warnings: distinctProblems([...loaded.warnings, ...built.warnings]) };
}

/**
 * The model of a document whose schemas nobody has compiled yet: they may hold keywords with values that
 * mean nothing. Of its warnings, those of reading the document are no part.
 *
 * @throws {@link DocumentError} when a schema of it cannot be read
 */
export function readContract(loaded: LoadedDocument): BuiltContract {
  const reader = createSchemaReader(loaded);
  const walker: Walker = { loaded, reader, document: loaded.document };
  const info = (loaded.document["info"] ?? {}) as JsonObject;
  const contract: Contract<SchemaPart> = {
    title: String(info["title"]),
    version: String(info["version"]),
    openapi: String(loaded.document["openapi"]),
    securitySchemes: readSecuritySchemes(walker),
    operations: readOperations(walker),
  };
  const unknown = addUnknownSchemes(contract, loaded);
  if (reader.errors.length > 0) throw new DocumentError(distinctProblems(reader.errors));
  return { contract, warnings: [...unknown, ...reader.warnings] };
}

/**
 * Security requirements that name no scheme of the document (OpenAPI 3.1.1, section 4.8.30): the contract
 * gets a scheme of which nothing is known.
 */
function addUnknownSchemes({ operations, securitySchemes }: Contract<SchemaPart>, loaded: LoadedDocument): Problem[] {
  const declared = Object.keys(securitySchemes);
  return operations.flatMap(({ security, securityPointer }) =>
    security.flat().flatMap((name) => {
      if (declared.includes(name)) return [];
      securitySchemes[name] = { kind: "other", type: "unknown" };
      const what = `there is no security scheme "${name}": its credentials are not known`;
      const hint = `declare it under components/securitySchemes, or use one of: ${declared.join(", ") || "none"}`;
      return [loaded.problemAt(securityPointer, { what, hint, rule: "unknown-security-scheme" })];
    }),
  );
}

/** A schema that several operations use is read for each of them; its problem is told once. */
export function distinctProblems(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ pointer, rule }) => {
    const key = `${rule} ${pointer}`;
    return !seen.has(key) && seen.add(key);
  });
}

function readOperations(walker: Walker): Operation<SchemaPart>[] {
  const uniqueName = createNamer();
  const root: Place = { value: walker.document, pointer: "" };
  return members(walker, root, "paths")
    .filter(({ key }) => key.startsWith("/"))
    .flatMap((pathItem) =>
      METHODS.filter((method) => isJsonObject(pathItem.value[method])).map((method) => {
        const operation: Place = {
          value: pathItem.value[method] as JsonObject,
          pointer: `${pathItem.pointer}/${method}`,
        };
        const id = uniqueName(operationName(operation.value["operationId"], method, pathItem.key));
        return readOperation(walker, id, method, pathItem.key, pathItem, operation);
      }),
    );
}

function readOperation(
  walker: Walker,
  id: string,
  method: string,
  path: string,
  pathItem: Place,
  operation: Place,
): Operation<SchemaPart> {
  const { summary, description, deprecated, security: ownSecurity } = operation.value;
  const parameters = readParameters(walker, pathItem, operation);
  const body = readBody(walker, id, operation);
  const servers = operation.value["servers"] ?? pathItem.value["servers"] ?? walker.document["servers"];
  return {
    id,
    method: method.toUpperCase(),
    path,
    pointer: operation.pointer,
    ...(typeof summary === "string" && { summary }),
    ...(typeof description === "string" && { description }),
    ...(deprecated === true && { deprecated }),
    servers: readServers(servers),
    parameters,
    parameterSchemas: readParameterSchemas(walker, id, parametersPointer(pathItem, operation), parameters),
    ...(body && { body }),
    responses: members(walker, operation, "responses")
      .filter(({ key }) => !key.startsWith("x-"))
      .map((response) => readResponse(walker, id, response)),
    security: readSecurity((ownSecurity ?? walker.document["security"]) as Json[] | undefined),
    securityPointer: ownSecurity === undefined ? "/security" : `${operation.pointer}/security`,
  };
}

/** Where the parameters are listed: at the operation, or at its path only. */
function parametersPointer(pathItem: Place, operation: Place): string {
  return `${operation.value["parameters"] === undefined ? pathItem.pointer : operation.pointer}/parameters`;
}

function readServers(servers: Json | undefined): string[] {
  const urls = (Array.isArray(servers) ? servers : []).filter(isJsonObject).map(({ url, variables }) =>
    String(url).replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
      const variable = isJsonObject(variables) ? variables[name] : undefined;
      return isJsonObject(variable) ? String(variable["default"]) : whole;
    }),
  );
  return urls.length > 0 ? urls : ["/"];
}
