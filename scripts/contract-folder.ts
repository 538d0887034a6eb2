import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { LoadedDocument, LoadOptions } from "../generator/document/load.ts";
import type { Provenance } from "../generator/emit/header.ts";
import type { PackageRequest } from "./client-package/package-options.ts";
import { packageRoot } from "./package-root.ts";

/** The document that the commands take when none is given, and its folder. */
export const DEFAULT_DOCUMENT = join(packageRoot(), "spec/direct-upload.yaml");

/** The folder for a document's artefacts: `generated/<name>` beside the document's project. */
export function defaultOutput(document: string): string {
  return join(projectOf(document), "generated", contractName(document));
}

/** `spec/direct-upload.yaml` → `direct-upload`. */
export function contractName(path: string): string {
  const base = resolve(path).split(sep).at(-1) ?? "contract";
  return (
    base
      .replace(/\.(ya?ml|json)$/i, "")
      .replace(/\.openapi$/i, "")
      .replaceAll(/[^A-Za-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "")
      .toLowerCase() || "contract"
  );
}

/** What shapes the artefacts besides the document: it stands in the command that makes them again. */
export interface ContentOptions extends LoadOptions, PackageRequest {
  /** Whether cases are derived; by default, it depends on the document's size. */
  cases?: boolean;
}

/**
 * Where generated files say that they come from. Paths are relative to the nearest folder that holds
 * both the document and the output, so that they do not depend on the working folder.
 */
export function provenanceOf(loaded: LoadedDocument, output: string, options: ContentOptions = {}): Provenance {
  const { file, sha256 } = loaded;
  const from = fromCommonFolder(file, output);
  const overlays = (options.overlay ?? []).map(from);
  const command = commandOf(file, output, options);
  return { document: from(file), ...(overlays.length > 0 && { overlays }), sha256, command };
}

/**
 * The command that makes the artefacts again.
 *
 * @param from - makes paths relative to the folder in which it is to be run; default: the one that holds
 * document and output
 */
export function commandOf(
  file: string,
  output: string,
  options: ContentOptions = {},
  from = fromCommonFolder(file, output),
): string {
  const { allowRemote = [], referenceRoot, include = [], overlay = [], cases, package: name, packageVersion } = options;
  const flags = [
    ...allowRemote.map((host) => `--allow-remote ${host}`),
    ...(referenceRoot === undefined ? [] : [`--reference-root ${from(referenceRoot) || "."}`]),
    ...overlay.map((path) => `--overlay ${quoted(from(path))}`),
    ...include.map((pattern) => `--include ${quoted(pattern)}`),
    ...(cases === undefined ? [] : [cases ? "--cases" : "--no-cases"]),
    ...(name === undefined ? [] : [`--package ${name}`]),
    ...(packageVersion === undefined ? [] : [`--package-version ${packageVersion}`]),
  ];
  return ["npx contract-kit generate", quoted(from(file)), "-o", quoted(from(output)), ...flags].join(" ");
}

/** A path as it is written in the working folder, with `/` on every platform. */
export function fromWorkingFolder(path: string): string {
  return relative(process.cwd(), resolve(path)).split(sep).join("/") || ".";
}

/** Makes paths relative to the nearest folder that holds two others, with `/` on every platform. */
function fromCommonFolder(file: string, output: string): (path: string) => string {
  const root = commonFolder(resolve(file), resolve(output));
  return (path) => relative(root, resolve(path)).split(sep).join("/");
}

/** An argument as a shell takes it for one, whatever is in it. */
function quoted(argument: string): string {
  if (/^[\w./:@%+=-]+$/.test(argument)) return argument;
  return /["$`\\!\n]/.test(argument) ? `'${argument.replaceAll("'", "'\\''")}'` : `"${argument}"`;
}

function projectOf(document: string): string {
  for (let folder = dirname(resolve(document)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) return dirname(resolve(document));
  }
}

function commonFolder(a: string, b: string): string {
  let folder = dirname(a);
  while (!b.startsWith(folder + (folder.endsWith(sep) ? "" : sep)) && folder !== dirname(folder))
    folder = dirname(folder);
  return folder;
}
