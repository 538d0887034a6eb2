import { formatMaximum, formatMinimum } from "./format-bound.ts";
import type { Keyword } from "./keyword.ts";
import { maxBytes } from "./max-bytes.ts";

/** Every keyword that a document may use beyond JSON Schema 2020-12. */
export const vocabulary: readonly Keyword[] = [formatMinimum, formatMaximum, maxBytes];

/** The keyword of this name, `x-formatMinimum`; `undefined` when the vocabulary has none. */
export function keywordNamed(name: string): Keyword | undefined {
  return vocabulary.find((keyword) => keyword.name === name);
}
