import { createHash } from "node:crypto";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { resolveAnchors } from "./anchors.ts";
import { bundle } from "./bundle.ts";
import { checkInPlace } from "./in-place.ts";
import { mendDocument } from "./mend/mend-document.ts";
import { DocumentError, type Problem } from "./problem.ts";
import { readSource, type SourceFile } from "./read.ts";
import type { ReferenceRules } from "./reference-guard.ts";
import { findReferences, resolveLocal, unresolved } from "./references.ts";
import { listOperations } from "./slice/list-operations.ts";
import { selectOperations } from "./slice/select-operations.ts";
import { sliceDocument } from "./slice/slice-document.ts";
import { checkStructure } from "./structure.ts";

/** An OpenAPI document in one piece: every `$ref` in it is local and resolves, and what can be mended is. */
export interface LoadedDocument {
  /** As the user named it. */
  file: string;
  document: JsonObject;
  /** SHA-256 (hexadecimal) of the bundled document as compact JSON: comments and layout do not count. */
  sha256: string;
  /** Mistakes that keep nothing from being generated. */
  warnings: Problem[];
  problemAt: SourceFile["problemAt"];
}

/** How a document is read. */
export interface LoadOptions extends ReferenceRules {
  /** Patterns of the operations that are kept, with what they reach; by default, all are. */
  include?: readonly string[];
  /** Paths of overlays (OpenAPI Overlay Specification 1.0 or 1.1), applied in this order before anything else. */
  overlay?: readonly string[];
}

/**
 * Reads an OpenAPI 3.0, 3.1 or 3.2 document, brings it into one piece, and mends what can be mended.
 *
 * @throws {@link DocumentError} with every problem that keeps it from being used: where, what, how to mend
 */
export async function loadDocument(file: string, options: LoadOptions = {}): Promise<LoadedDocument> {
  const loaded = await readDocument(file, options);
  const { document, warnings, problemAt } = loaded;
  return { ...loaded, warnings: [...warnings, ...(await checkStructure(document, problemAt))] };
}

/** {@link loadDocument} without the warnings of `checkStructure`, which can be asked for while something else goes on. */
export async function readDocument(
  file: string,
  { include = [], overlay = [], ...rules }: LoadOptions = {},
): Promise<LoadedDocument> {
  const source = await changed(await readSource(file, rules), overlay, rules);
  const version = versionOf(source);
  // By name, a schema is found before its file is left.
  resolveAnchors(source.value);
  const whole = { ...(await bundle(source, rules)), openapi: version };
  const bundled = include.length === 0 ? whole : sliceOf(source, whole, include);
  checkReferences(source, bundled);
  const text = JSON.stringify(bundled);
  const hash = createHash("sha256").update(text);
  // A slice is never taken for a document of its own.
  if (include.length > 0) hash.update(JSON.stringify(include));
  const sha256 = hash.digest("hex");
  // What aliases of YAML share is mended wherever it stands.
  const document = JSON.parse(text) as JsonObject;
  const warnings = [...source.warnings, ...mendDocument(document, source.problemAt)];
  return { file, document, sha256, warnings, problemAt: source.problemAt };
}

async function changed(source: SourceFile, overlay: readonly string[], rules: ReferenceRules): Promise<SourceFile> {
  // What reads expressions is loaded where there are some.
  return overlay.length === 0
    ? source
    : (await import("./overlay/apply-overlays.ts")).applyOverlays(source, overlay, rules);
}

function sliceOf(source: SourceFile, document: JsonObject, include: readonly string[]): JsonObject {
  const { selected, problems } = selectOperations(listOperations(document), include);
  if (problems.length > 0) throw new DocumentError(problems.map((problem) => source.problemAt("/paths", problem)));
  return sliceDocument(document, selected);
}

/** `3.0` and `3.1` alone are taken for their first releases. */
function versionOf({ value, problemAt }: SourceFile): string {
  const version = value["openapi"];
  if (typeof version === "string" && /^3\.[012](?:\.\d+|$)/.test(version)) {
    return version.split(".").length === 2 ? `${version}.0` : version;
  }
  const found = version ?? value["swagger"];
  const what =
    found === undefined
      ? "is not an OpenAPI document: it has no `openapi` member"
      : `has the version ${JSON.stringify(found)}, which is not supported`;
  const hint =
    found === undefined
      ? "an OpenAPI document starts with `openapi: 3.1.1`"
      : "3.0, 3.1 and 3.2 are; convert an older document (Swagger 2.0) first, and write the version as a string";
  const pointer = found === undefined ? "" : "openapi" in value ? "/openapi" : "/swagger";
  throw new DocumentError([problemAt(pointer, { what, hint, rule: "not-openapi" })]);
}

function checkReferences(source: SourceFile, document: JsonObject): void {
  const references = findReferences(document);
  const targets = new Map(
    [...new Set(references.map(({ ref }) => ref))].map((ref) => [ref, resolveLocal(document, ref)]),
  );
  const problems = references
    .filter(({ ref }) => targets.get(ref) === undefined)
    .map((reference) => unresolved(source, reference));
  if (problems.length > 0) throw new DocumentError(problems);
  checkInPlace(source.file, document, targets.values());
}
