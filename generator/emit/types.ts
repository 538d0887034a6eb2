import { createRequire } from "node:module";
import type { GlobalContext, OpenAPI3 } from "openapi-typescript";
import type * as TypeScript from "typescript";
import { isJsonObject, type Json, type JsonObject } from "../../spec/interchange/json.ts";
import { describeSchema } from "../describe.ts";
import { isBinary } from "../document/dialect.ts";
import { isDataMember, isNameMap } from "../document/positions.ts";
import { headerBlock, type Provenance } from "./header.ts";
import { hoistReferences } from "./types/hoist-references.ts";
import { plainOperationIds } from "./types/plain-operation-ids.ts";
import { tooManyAlternatives } from "./types/too-many-alternatives.ts";

// As CommonJS, which both are: to an `import`, Node would parse the 9 MB of the compiler once more to find out.
const require = createRequire(import.meta.url);
const { astToString, resolveRef, scanDiscriminators, transformSchema } =
  require("openapi-typescript") as typeof import("openapi-typescript");
const ts = require("typescript") as typeof TypeScript;

/**
 * `types.ts`, by openapi-typescript: optional members stay optional although they have a default,
 * free objects can be filled, bytes are `Blob | File`, and each constraint is told in the comment.
 */
export async function emitTypes(document: JsonObject, provenance: Provenance): Promise<string> {
  const source = withConstraints(document);
  plainOperationIds(source);
  for (const { schema } of tooManyAlternatives(source)) {
    for (const keyword of Object.keys(schema)) delete schema[keyword];
    schema["description"] = "Has more alternatives than a type can have: the JSON Schema has them.";
  }
  hoistReferences(source);
  const nodes = transformSchema(source as unknown as OpenAPI3, contextOf(source as unknown as OpenAPI3));
  return `${headerBlock(provenance)}\n${astToString(nodes)}`;
}

/**
 * What the library's entry point makes of its options, without the bundler that it runs first: the document is
 * in one piece, and the bundler fails on members named like those of every object (`valueOf`), and would read
 * what it takes for references.
 */
function contextOf(document: OpenAPI3): GlobalContext {
  return {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: false,
    discriminators: scanDiscriminators(document, { silent: true }),
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    postTransform: undefined,
    transformProperty: undefined,
    transform: (schema) => (isBinary(schema as unknown as Json) ? blobOrFile() : undefined),
    resolve: ($ref) => resolveRef(document, $ref, { silent: true }),
  } satisfies Omit<GlobalContext, "redoc" | "inject"> as unknown as GlobalContext;
}

function blobOrFile(): TypeScript.TypeNode {
  return ts.factory.createUnionTypeNode(["Blob", "File"].map((name) => ts.factory.createTypeReferenceNode(name)));
}

/** A copy of the document in which descriptions also say what the types cannot. */
function withConstraints({ swagger: _, ...document }: JsonObject): JsonObject {
  return annotate(document, false) as JsonObject;
}

function annotate(node: Json, areNames: boolean): Json {
  if (Array.isArray(node)) return node.map((item) => annotate(item, false));
  if (!isJsonObject(node)) return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([member, value]) => [
      member,
      !areNames && isDataMember(member) ? value : annotate(value, !areNames && isNameMap(member)),
    ]),
  );
  if (areNames) return copy;
  // The library has no name for the document itself.
  if (node["$ref"] === "#") return {};
  const schema = isJsonObject(node["schema"]) ? node["schema"] : node;
  const constraints = isSchemaLike(schema) ? describeSchema(schema).filter((words) => !/^is an? /.test(words)) : [];
  if (constraints.length === 0) return copy;
  const told = `Constraints: ${constraints.join("; ")}.`;
  return {
    ...copy,
    description: typeof node["description"] === "string" ? `${node["description"]}\n\n${told}` : told,
  };
}

/** Constraints are told where a comment can stand: at schemas that have a type of their own. */
function isSchemaLike(node: JsonObject): boolean {
  return (
    node["$ref"] === undefined &&
    (typeof node["type"] === "string" || Array.isArray(node["type"])) &&
    node["in"] === undefined
  );
}
