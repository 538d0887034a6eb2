import { hash } from "node:crypto";
import { headerLines, type Provenance, toJsonText } from "./header.ts";

/** `manifest.json`: what the folder was made from and what it must hold. */
export interface Manifest {
  notice: string;
  /** Version of the generator. */
  version: string;
  /** Its hash is that of what overlays have made of it. */
  document: { file: string; sha256: string };
  /** The overlays that were applied, if there are any. */
  overlays?: readonly string[];
  regenerate: string;
  /** There when cases were left out, which is no drift. */
  cases?: false;
  /** Files that a release tool changes as well: they belong here, whatever is in them. */
  releaseFiles?: readonly string[];
  /** SHA-256 of every other file, by its path in the folder. */
  files: Record<string, string>;
}

/** What the manifest says beside the hashes. */
export interface ManifestOptions extends Pick<Manifest, "version" | "releaseFiles"> {
  provenance: Provenance;
  hasCases: boolean;
}

/** The manifest of a set of files. */
export function emitManifest(
  files: ReadonlyMap<string, string>,
  { version, provenance, hasCases, releaseFiles }: ManifestOptions,
): string {
  const manifest: Manifest = {
    notice: headerLines(provenance)[0] ?? "",
    version,
    document: { file: provenance.document, sha256: provenance.sha256 },
    ...(provenance.overlays && { overlays: provenance.overlays }),
    regenerate: provenance.command,
    ...(!hasCases && { cases: false }),
    ...(releaseFiles && { releaseFiles }),
    files: Object.fromEntries(
      [...files]
        .filter(([path]) => !releaseFiles?.includes(path))
        .map(([path, content]): [string, string] => [path, hash("sha256", content, "hex")])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
  return toJsonText(manifest);
}
