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
  /** SHA-256 of every other file, by its path in the folder. */
  files: Record<string, string>;
}

/** The manifest of a set of files. */
export function emitManifest(
  files: ReadonlyMap<string, string>,
  { version, provenance, hasCases }: { version: string; provenance: Provenance; hasCases: boolean },
): string {
  const manifest: Manifest = {
    notice: headerLines(provenance)[0] ?? "",
    version,
    document: { file: provenance.document, sha256: provenance.sha256 },
    ...(provenance.overlays && { overlays: provenance.overlays }),
    regenerate: provenance.command,
    ...(!hasCases && { cases: false }),
    files: Object.fromEntries(
      [...files]
        .map(([path, content]): [string, string] => [path, hash("sha256", content, "hex")])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
  return toJsonText(manifest);
}
