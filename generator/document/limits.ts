import type { Json } from "../../spec/interchange/json.ts";
import { DocumentError } from "./problem.ts";

/** Longest file that is read, in bytes: several times the largest published document. */
export const MOST_BYTES = 64 * 1024 * 1024;
/** Most files that references of a document may lead to; all of them together are no longer than one may be. */
export const MOST_FILES = 5_000;
/** Deepest nesting; documents of people have some 30 levels. */
export const MOST_DEPTH = 200;
/** Most schemas that one value is held against, with those that references lead to. */
export const MOST_IN_PLACE = 10_000;
/** Most objects, arrays and other values of a file, those that aliases repeat among them. */
const MOST_VALUES = 10_000_000;

/** @throws {@link DocumentError} for a file that is longer than {@link MOST_BYTES} */
export function checkSize(file: string, bytes: number): void {
  if (bytes > MOST_BYTES) throw tooLarge(file, `is longer than ${MOST_BYTES / 1024 / 1024} MiB`);
}

/**
 * Keeps whatever walks a file from walking for ever, or deeper than the stack allows.
 *
 * @throws {@link DocumentError} for a value that is nested too deeply, in itself (by YAML aliases) too, or too large
 */
export function checkShape(file: string, value: Json): void {
  const open: [value: Json, depth: number][] = [[value, 1]];
  let count = 0;
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const [node, depth] = entry;
    if (typeof node !== "object" || node === null) continue;
    if (depth > MOST_DEPTH) throw tooDeep(file);
    for (const child of Object.values(node)) open.push([child, depth + 1]);
    count += Object.keys(node).length;
    if (count > MOST_VALUES) throw tooLarge(file, `holds more than ${MOST_VALUES} values, with what aliases repeat`);
  }
}

/** A file that is nested more deeply than {@link MOST_DEPTH}. */
export function tooDeep(file: string): DocumentError {
  const what = `is nested more than ${MOST_DEPTH} levels deep`;
  return new DocumentError([{ file, what, hint: "give inner schemas a name, and refer to them", rule: "too-deep" }]);
}

/** A file, or what is read for one, that is too large. */
export function tooLarge(file: string, what: string): DocumentError {
  return new DocumentError([
    { file, what, hint: "split the document, or write it without aliases", rule: "too-large" },
  ]);
}
