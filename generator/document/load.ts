import { createHash } from "node:crypto";
import SwaggerParser from "@apidevtools/swagger-parser";
import { Pointer } from "rfc6902";
import { isJsonObject, type JsonObject } from "../../spec/interchange/json.ts";
import { withoutData } from "./positions.ts";
import { DocumentError, type Problem } from "./problem.ts";
import { readSource, type SourceFile } from "./read.ts";
import { findReferences, resolveLocal } from "./references.ts";

/** An OpenAPI document in one piece: every `$ref` in it is local and resolves. */
export interface LoadedDocument {
  /** As the user named it. */
  file: string;
  document: JsonObject;
  /** SHA-256 (hexadecimal) of the bundled document as compact JSON: comments and layout do not count. */
  sha256: string;
  problemAt: SourceFile["problemAt"];
}

/**
 * Reads an OpenAPI 3.0 or 3.1 document, bundles it, and checks that it is one.
 *
 * @throws {@link DocumentError} with every problem found: where, what, how to mend
 */
export async function loadDocument(file: string): Promise<LoadedDocument> {
  const source = await readSource(file);
  checkVersion(source);
  const document = await bundle(source);
  checkReferences(source, document);
  await checkStructure(source, document);
  checkOperationIds(source, document);
  const sha256 = createHash("sha256").update(JSON.stringify(document)).digest("hex");
  return { file, document, sha256, problemAt: source.problemAt };
}

function checkVersion({ value, problemAt }: SourceFile): void {
  const version = value["openapi"];
  if (typeof version === "string" && /^3\.[01]\.\d+/.test(version)) return;
  const found = version ?? value["swagger"];
  const what =
    found === undefined
      ? "is not an OpenAPI document: it has no `openapi` member"
      : `has the version ${JSON.stringify(found)}, which is not supported`;
  const hint =
    found === undefined
      ? "an OpenAPI document starts with `openapi: 3.1.1`"
      : "3.0.x and 3.1.x are; convert an older document (Swagger 2.0) first, and write the version as a string";
  const pointer = found === undefined ? "" : "openapi" in value ? "/openapi" : "/swagger";
  throw new DocumentError([problemAt(pointer, { what, hint, rule: "not-openapi" })]);
}

/** Brings references to other files into the document. */
async function bundle(source: SourceFile): Promise<JsonObject> {
  const external = findReferences(source.value).filter(({ ref }) => !ref.startsWith("#"));
  const remote = external.filter(({ ref }) => /^[a-z][a-z0-9+.-]+:/i.test(ref));
  if (remote.length > 0) {
    throw new DocumentError(
      remote.map(({ pointer, ref }) =>
        source.problemAt(pointer, {
          what: `$ref leads out of this machine: ${ref}`,
          hint: "save a copy beside the document and refer to it by a relative path",
          rule: "remote-ref",
        }),
      ),
    );
  }
  if (external.length === 0) return source.value;
  try {
    return (await SwaggerParser.bundle(source.file, {
      resolve: { http: false },
    })) as unknown as JsonObject;
  } catch (error) {
    throw new DocumentError(
      external.map(({ pointer, ref }) => unresolved(source, pointer, ref, (error as Error).message)),
    );
  }
}

function checkReferences(source: SourceFile, document: JsonObject): void {
  const problems = findReferences(document)
    .filter(({ ref }) => resolveLocal(document, ref) === undefined)
    .map(({ pointer, ref }) => unresolved(source, pointer, ref));
  if (problems.length > 0) throw new DocumentError(problems);
}

function unresolved(source: SourceFile, pointer: string, ref: string, detail?: string): Problem {
  return source.problemAt(pointer, {
    what: `$ref leads nowhere: ${ref}${detail ? ` (${detail.split("\n")[0]})` : ""}`,
    hint: "mend the reference, or add what it refers to",
    rule: "unresolved-ref",
  });
}

interface SchemaViolation {
  instancePath: string;
  keyword?: string;
  message: string;
  params?: {
    unevaluatedProperty?: string;
    additionalProperty?: string;
    allowedValue?: unknown;
    allowedValues?: unknown[];
  };
}

/** A violation with the names and values that the parser's message leaves out. */
function describeViolation({ message, params = {} }: SchemaViolation): string {
  const member = params.unevaluatedProperty ?? params.additionalProperty;
  if (member !== undefined) return `has a member that OpenAPI does not know here: "${member}"`;
  const values = params.allowedValues ?? (params.allowedValue === undefined ? [] : [params.allowedValue]);
  return values.length === 0 ? message : `${message}: ${values.map((value) => JSON.stringify(value)).join(", ")}`;
}

/** The document against the OpenAPI specification's own schema, by swagger-parser. */
async function checkStructure(source: SourceFile, document: JsonObject): Promise<void> {
  try {
    // The parser dereferences in place, in examples too: it gets a copy without them.
    await SwaggerParser.validate(withoutData(document) as never, {
      dereference: { circular: true },
    });
  } catch (error) {
    const { details, message } = error as Error & {
      details?: SchemaViolation | SchemaViolation[];
    };
    const all = [details ?? []].flat().filter(isJsonObject) as unknown as SchemaViolation[];
    // That a branch was not kept says nothing beside what was wrong in it.
    const told = all.filter(({ keyword }) => keyword !== "if" && keyword !== "oneOf" && keyword !== "anyOf");
    const whole = { instancePath: "", message: message.split("\n").join(" ") };
    const violations = told.length > 0 ? told : all.length > 0 ? all : [whole];
    const problems = violations.map((violation) =>
      source.problemAt(violation.instancePath, {
        what: describeViolation(violation),
        hint: "see the OpenAPI specification for what may stand here",
        rule: "invalid-document",
      }),
    );
    throw new DocumentError(problems.slice(0, 20));
  }
}

/** OpenAPI 3.1.1, section 4.8.10.1: an operationId must be unique; links and clients refer by it. */
function checkOperationIds(source: SourceFile, document: JsonObject): void {
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [path, pathItem] of Object.entries(isJsonObject(document["paths"]) ? document["paths"] : {})) {
    for (const [method, operation] of Object.entries(isJsonObject(pathItem) ? pathItem : {})) {
      const id = isJsonObject(operation) ? operation["operationId"] : undefined;
      if (typeof id !== "string") continue;
      const first = seen.get(id);
      seen.set(id, first ?? `${method.toUpperCase()} ${path}`);
      if (first === undefined) continue;
      const pointer = new Pointer(["", "paths", path, method, "operationId"]).toString();
      const what = `operationId "${id}" is that of ${first} already`;
      problems.push(
        source.problemAt(pointer, {
          what,
          hint: "give each operation an id of its own",
          rule: "duplicate-operation-id",
        }),
      );
    }
  }
  if (problems.length > 0) throw new DocumentError(problems);
}
