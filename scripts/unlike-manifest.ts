import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../generator/emit/manifest.ts";

/** The manifest of a generated folder; `undefined` when it has none that can be read. */
export async function manifestOf(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}

/** The first file of a folder that is not as its manifest says, by path; `undefined` when all are. */
export async function unlikeManifest(
  folder: string,
  { files = {} }: Partial<Manifest>,
): Promise<{ path: string; is: "missing" | "edited" } | undefined> {
  const states = Object.entries(files).map(async ([path, expected]) => {
    const found = await readFile(join(folder, path)).catch(() => undefined);
    if (found === undefined) return { path, is: "missing" as const };
    return createHash("sha256").update(found).digest("hex") === expected ? undefined : { path, is: "edited" as const };
  });
  return (await Promise.all(states)).find((state) => state !== undefined);
}
