import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isJsonObject, type Json } from "../../spec/interchange/json.ts";
import { localPointer, tokensOf } from "../../spec/interchange/pointer.ts";
import { checkSize, MOST_FILES, tooLarge } from "./limits.ts";
import { DocumentError, type Problem } from "./problem.ts";
import { parseSource, readText, type Source, type SourceFile } from "./read.ts";
import { readRemote } from "./read-remote.ts";
import { createReferenceGuard, isRemote, type ReferenceRules, RefusedError } from "./reference-guard.ts";
import { findReferences, type Reference, unresolved } from "./references.ts";

/** Files of these kinds are no YAML: what refers to them means their text. */
const TEXT = /\.(?:txt|html?|md|xml|js|css|svg)$/i;

/**
 * Reads the files that the references of a document lead to, and those that these lead on to, one after the other.
 *
 * @returns their values by {@link fileKey}
 * @throws {@link DocumentError} with every reference that leads where it may not, or nowhere, where it stands
 */
export async function readReferencedFiles(document: SourceFile, rules: ReferenceRules): Promise<Map<string, Json>> {
  const guard = createReferenceGuard(document.file, rules);
  const sources = new Map<string, Source>([[resolve(document.file), document]]);
  const failures = new Map<string, Error>();
  const problems: Problem[] = [];
  let length = 0;
  // A Map visits what is added while it is walked.
  for (const [base, source] of sources) {
    for (const reference of externalReferences(source.value)) {
      const key = fileKey(reference.ref, base);
      if (!sources.has(key) && !failures.has(key)) await read(key, reference.ref);
      const [target, failure] = [sources.get(key), failures.get(key)];
      if (failure) problems.push(...problemsOf(failure, source, reference));
      else if (target && isMissing(target.value, reference.ref)) problems.push(unresolved(source, reference));
    }
  }
  if (problems.length > 0) throw new DocumentError([...new Set(problems)]);
  return new Map([...sources].map(([key, { value }]) => [key, value]));

  async function read(key: string, ref: string): Promise<void> {
    const check = (place: string) => guard(place, place === key ? ref : `${ref}, by a redirect to ${place}`);
    try {
      await check(key);
      if (sources.size > MOST_FILES) throw tooLarge(document.file, `refers to more than ${MOST_FILES} files`);
      const text = isRemote(key) ? await readRemote(key, check) : await readText(key);
      length += text.length;
      checkSize(nameOf(key), length);
      rules.onRead?.(key, text);
      sources.set(key, TEXT.test(key) ? { ...document, value: text } : parseSource(nameOf(key), text));
    } catch (error) {
      if (error instanceof DocumentError && error.problems[0]?.rule === "too-large") throw error;
      failures.set(key, error as Error);
    }
  }

  /** A file in the way in which the user named the document. */
  function nameOf(key: string): string {
    const folder = dirname(document.file);
    return isRemote(key) ? key : join(folder, relative(resolve(folder), key));
  }
}

/** References to other files. */
export function externalReferences(value: Json): Reference[] {
  return findReferences(value).filter(({ ref }) => !ref.startsWith("#"));
}

/** What a file is known by: its absolute path, or its URL; what is neither is taken as it stands. */
export function fileKey(ref: string, base: string): string {
  const url = URL.parse(ref, isRemote(base) ? base : pathToFileURL(base).href);
  if (url === null) return ref;
  url.hash = "";
  if (url.protocol !== "file:") return url.href;
  try {
    return fileURLToPath(url);
  } catch {
    return ref;
  }
}

function problemsOf(failure: Error, source: Source, reference: Reference): readonly Problem[] {
  if (failure instanceof RefusedError) return [source.problemAt(reference.pointer, failure.refusal)];
  if (!(failure instanceof DocumentError)) return [unresolved(source, reference, failure.message)];
  const [first] = failure.problems;
  return first?.rule === "unreadable" ? [unresolved(source, reference, first.what)] : failure.problems;
}

/** Whether the fragment of a URL leads nowhere; where it leads through a further reference, that is not known here. */
function isMissing(value: Json, ref: string): boolean {
  const pointer = localPointer(`#${ref.split("#")[1] ?? ""}`);
  if (pointer === undefined) return false;
  let node: Json | undefined = value;
  for (const token of tokensOf(pointer)) {
    if (typeof node !== "object" || node === null) return true;
    if (isJsonObject(node) && typeof node["$ref"] === "string") return false;
    if (!Object.hasOwn(node, token)) return true;
    node = (node as Record<string, Json>)[token];
  }
  return false;
}
