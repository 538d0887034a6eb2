import type { JsonObject } from "../../spec/interchange/json.ts";
import { modernise } from "../document/dialect.ts";
import type { LoadedDocument } from "../document/load.ts";
import { type Visited, walkDocument } from "../document/mend/walk.ts";
import { createConjuncts, type SchemaConjuncts } from "./conjuncts.ts";

/** A document as the rules see it. */
export interface LintContext {
  loaded: LoadedDocument;
  document: JsonObject;
  /** Every object of the document, in its order. */
  visited: readonly Visited[];
  conjuncts: SchemaConjuncts;
  /** A Schema Object in the keywords of JSON Schema 2020-12. */
  modern(schema: JsonObject): JsonObject;
}

/** Makes the context of a document. */
export function createLintContext(loaded: LoadedDocument): LintContext {
  const { document } = loaded;
  const version = String(document["openapi"]);
  const modern = (schema: JsonObject) => modernise(schema, version);
  return {
    loaded,
    document,
    visited: [...walkDocument(document)],
    conjuncts: createConjuncts(document, modern),
    modern,
  };
}
