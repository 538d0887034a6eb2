import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";

const NAME = "contract-kit";

/** What {@link cacheFolder} asks of the machine. */
export interface CacheSurroundings {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  /** The user's folder. */
  home: string;
}

/**
 * Where what was derived from a document is kept: `CONTRACT_KIT_CACHE`; else
 * `node_modules/.cache/contract-kit` of the nearest folder above the document that has `node_modules`;
 * else the user's cache folder (XDG Base Directory Specification, `%LOCALAPPDATA%`). `undefined` when
 * the variable is there and empty: nothing is to be kept.
 */
export function cacheFolder(
  document: string,
  { env, platform, home }: CacheSurroundings = { env: process.env, platform: process.platform, home: homedir() },
): string | undefined {
  const { CONTRACT_KIT_CACHE: given, LOCALAPPDATA: local, XDG_CACHE_HOME: xdg } = env;
  if (given !== undefined) return given === "" ? undefined : resolve(given);
  for (let folder = dirname(resolve(document)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules"))) return join(folder, "node_modules", ".cache", NAME);
    if (folder === dirname(folder)) break;
  }
  if (platform === "win32") return join(local || join(home, "AppData", "Local"), NAME, "Cache");
  // What is not absolute is to be ignored, says the specification.
  return join(xdg?.startsWith("/") ? xdg : join(home, ".cache"), NAME);
}
