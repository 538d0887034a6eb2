import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { $RefParser } from "@apidevtools/json-schema-ref-parser";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { DocumentError, type Problem } from "./problem.ts";
import type { SourceFile } from "./read.ts";
import { findReferences, type Reference } from "./references.ts";

/** What references of a document may lead to. */
export interface ReferenceRules {
  /** Hosts (`example.com`, `example.com:8080`) that references may lead to; none by default. */
  allowRemote?: readonly string[];
  /** The folder that references to files may not leave; by default the document's own. */
  referenceRoot?: string;
}

/** How long a remote file may take, in milliseconds. */
const REMOTE_TIMEOUT_MS = 10_000;

/**
 * Brings what references to other files lead to into the document.
 *
 * @throws {@link DocumentError} for references that lead where they may not, or nowhere
 */
export async function bundle(source: SourceFile, rules: ReferenceRules = {}): Promise<JsonObject> {
  const external = findReferences(source.value).filter(({ ref }) => !ref.startsWith("#"));
  if (external.length === 0) return source.value;
  const root = resolve(rules.referenceRoot ?? dirname(source.file));
  const hosts = new Set(rules.allowRemote ?? []);
  const refused = external.flatMap((reference) => refusal(source, reference, root, hosts) ?? []);
  if (refused.length > 0) throw new DocumentError(refused);
  // Files lead to further files: whatever is read is asked again.
  const blocked: string[] = [];
  const mayRead = ({ url }: { url: string }): boolean => {
    const isAllowed = isFile(url) ? isInside(pathOf(url), root) : hosts.has(hostOf(url));
    if (!isAllowed) blocked.push(isFile(url) ? pathOf(url) : url);
    return isAllowed;
  };
  try {
    return (await $RefParser.bundle(resolve(source.file), {
      resolve: {
        file: { canRead: (file: { url: string }) => isFile(file.url) && mayRead(file) },
        // The list of hosts is stricter than the library's own rule, which only keeps off this machine's network.
        http: {
          canRead: (file: { url: string }) => !isFile(file.url) && mayRead(file),
          timeout: REMOTE_TIMEOUT_MS,
          safeUrlResolver: false,
        },
      },
    })) as unknown as JsonObject;
  } catch (error) {
    const [first] = blocked;
    const why =
      first === undefined ? (error as Error).message.split("\n")[0] : `it leads on to ${first}, where it may not go`;
    throw new DocumentError(external.map(({ pointer, ref }) => unresolved(source, pointer, ref, why)));
  }
}

/** A reference that leads nowhere. */
export function unresolved(source: SourceFile, pointer: string, ref: string, why?: string): Problem {
  return source.problemAt(pointer, {
    what: `$ref leads nowhere: ${ref}${why ? ` (${why})` : ""}`,
    hint: "mend the reference, or add what it refers to",
    rule: "unresolved-ref",
  });
}

function refusal(
  source: SourceFile,
  { pointer, ref }: Reference,
  root: string,
  hosts: Set<string>,
): Problem | undefined {
  if (/^[a-z][a-z0-9+.-]+:/i.test(ref) || ref.startsWith("//")) {
    if (hosts.has(hostOf(ref))) return undefined;
    const what = `$ref leads out of this machine: ${ref}`;
    const hint = `save a copy beside the document and refer to it by a relative path, or allow the host: --allow-remote ${hostOf(ref)}`;
    return source.problemAt(pointer, { what, hint, rule: "remote-ref" });
  }
  const path = pathOf(new URL(ref.split("#")[0] ?? "", pathToFileURL(resolve(source.file))).href);
  if (isInside(path, root)) return undefined;
  const what = `$ref leads out of the document's folder: ${ref}`;
  const hint = "move the file into the folder, or allow a larger one: --reference-root <folder>";
  return source.problemAt(pointer, { what, hint, rule: "outside-ref" });
}

function isFile(url: string): boolean {
  return !/^https?:/i.test(url);
}

function pathOf(url: string): string {
  try {
    return url.startsWith("file:") ? fileURLToPath(url.split("#")[0] ?? url) : resolve(decodeURIComponent(url));
  } catch {
    return url;
  }
}

function hostOf(url: string): string {
  return URL.parse(url, "https://invalid.invalid")?.host ?? "";
}

function isInside(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && resolve(root, way) === path;
}
