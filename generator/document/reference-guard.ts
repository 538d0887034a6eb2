import { realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Problem } from "./problem.ts";

/** What references of a document may lead to. */
export interface ReferenceRules {
  /** Hosts (`example.com`, `example.com:8080`) that references may lead to; none by default. */
  allowRemote?: readonly string[];
  /** The folder that references to files may not leave; by default the document's own. */
  referenceRoot?: string;
  /** Is told of every text that is read, by the absolute path or the URL of its file. */
  onRead?: (place: string, text: string) => void;
}

/** Something may not be read. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly refusal: Pick<Problem, "what" | "hint" | "rule">;

  constructor(refusal: RefusedError["refusal"]) {
    super(refusal.what);
    this.refusal = refusal;
  }
}

/** @throws {@link RefusedError}, in the words of a reference to it, when a URL or an absolute path may not be read */
export type ReferenceGuard = (place: string, ref: string) => Promise<void>;

/**
 * The rules of a document, to be asked before anything is read for it: for references of the document, for those
 * of files that it leads to, and for redirects of hosts.
 *
 * @param file - the document, as the user named it
 */
export function createReferenceGuard(file: string, rules: ReferenceRules): ReferenceGuard {
  const root = resolve(rules.referenceRoot ?? dirname(file));
  const hosts = new Set(rules.allowRemote ?? []);
  return async (place, ref) => {
    if (isRemote(place)) {
      if (!hosts.has(hostOf(place))) throw remoteError(place, ref);
      return;
    }
    if (!isInside(place, root)) throw outsideError(`: ${ref}`);
    // A name inside may be a link to anything.
    const [real, realRoot] = [await realPathOf(place), await realPathOf(root)];
    if (!isInside(real, realRoot)) throw outsideError(` through a symbolic link: ${ref} is ${real}`);
  };
}

/** Whether this is a URL that leads anywhere else than to a file. */
export function isRemote(place: string): boolean {
  return /^(?!file:)[a-z][a-z0-9+.-]+:/i.test(place);
}

function remoteError(url: string, ref: string): RefusedError {
  const allowance = /^https?:/i.test(url) ? `, or allow the host: --allow-remote ${hostOf(url)}` : "";
  return new RefusedError({
    what: `$ref leads out of this machine: ${ref}`,
    hint: `save a copy beside the document and refer to it by a relative path${allowance}`,
    rule: "remote-ref",
  });
}

function outsideError(what: string): RefusedError {
  return new RefusedError({
    what: `$ref leads out of the document's folder${what}`,
    hint: "move the file into the folder, or allow a larger one: --reference-root <folder>",
    rule: "outside-ref",
  });
}

function hostOf(url: string): string {
  return URL.parse(url, "https://invalid.invalid")?.host ?? "";
}

/** What is not there has no other path than its own, as far as that is there: who reads it will tell. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(await realPathOf(folder), basename(path));
  }
}

function isInside(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && resolve(root, way) === path;
}
