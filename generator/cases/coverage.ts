import type { Operation } from "../../spec/interchange/contract.ts";
import { isJsonObject, type JsonPointer, type JsonSchema } from "../../spec/interchange/json.ts";
import { below } from "../../spec/interchange/pointer.ts";
import { keywordShape } from "../document/dialect.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";
import { requestParts } from "../schema-parts.ts";
import type { DerivedCases } from "./derive.ts";

/** One keyword of a request's schemas, and whether cases stand on both sides of it. */
export interface KeywordOccurrence {
  keyword: string;
  /** Where it stands in the document. */
  pointer: JsonPointer;
  accepted: boolean;
  rejected: boolean;
}

/** Keywords that assert nothing about an instance. */
const ANNOTATIONS = new Set(
  "title description default deprecated readOnly writeOnly examples $comment contentEncoding contentMediaType $defs".split(
    " ",
  ),
);

/** Every asserting keyword of the request schemas of an operation, with the sides that its cases are on. */
export function keywordCoverage(operation: Operation<SchemaPart>, derived: DerivedCases): KeywordOccurrence[] {
  const found = new Map<string, KeywordOccurrence>();
  for (const part of requestParts(operation)) {
    for (const { keyword, place } of keywordsOf(part.schema, "")) {
      const pointer = documentPointer(part, place);
      found.set(`${keyword} ${pointer}`, { keyword, pointer, accepted: false, rejected: false });
    }
  }
  for (const { tests, expect } of derived.cases) {
    const names = [tests.pointer, tests.pointer.slice(0, tests.pointer.lastIndexOf("/"))];
    for (const pointer of names) {
      const occurrence = found.get(`${tests.keyword} ${pointer}`);
      if (occurrence && expect.outcome !== "either") occurrence[expect.outcome] = true;
    }
  }
  return [...found.values()];
}

function* keywordsOf(schema: JsonSchema, place: JsonPointer): Generator<{ keyword: string; place: JsonPointer }> {
  if (!isJsonObject(schema)) return;
  for (const [keyword, argument] of Object.entries(schema)) {
    if (!ANNOTATIONS.has(keyword) && keyword !== "$ref") yield { keyword, place: below(place, keyword) };
    const shape = keyword === "$defs" ? "schema-map" : keywordShape(keyword);
    if (shape === "schema") yield* keywordsOf(argument as JsonSchema, below(place, keyword));
    if (shape === "schemas" || shape === "schema-map") {
      for (const [key, inner] of Object.entries(argument as object)) {
        yield* keywordsOf(inner as JsonSchema, below(place, keyword, key));
      }
    }
  }
}
