import type { LoadedDocument } from "../../generator/document/load.ts";

/** A document without what the generator has written into it: which state it was made from says nothing to anybody. */
export function withoutHead(loaded: LoadedDocument): LoadedDocument {
  const { "x-generated": _, ...document } = loaded.document;
  return { ...loaded, document };
}
