import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What a generated client imports, besides its own folder. */
export const CLIENT_DEPENDENCY = "openapi-fetch";

/**
 * Whether a client in a folder lacks what it imports once it is deployed: the nearest `package.json` above does not
 * name it, so that it is there, if at all, only as a dependency of a development tool. A project that lists it under
 * `devDependencies` bundles it, or uses the client in tests alone. Without a `package.json` nothing is known.
 *
 * @param output - the folder with the client; its own `package.json` only says that it holds modules
 */
export function lacksClientDependency(output: string): boolean {
  let folder = resolve(output);
  while (folder !== dirname(folder)) {
    folder = dirname(folder);
    const manifest = manifestIn(folder);
    if (manifest === undefined) continue;
    const kinds = ["dependencies", "peerDependencies", "optionalDependencies", "devDependencies"];
    return !kinds.some((kind) => Object.hasOwn(Object(manifest[kind]), CLIENT_DEPENDENCY));
  }
  return false;
}

/** `undefined` also for one that cannot be read: npm tells what is wrong with it. */
function manifestIn(folder: string): Record<string, unknown> | undefined {
  try {
    return Object(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  } catch {
    return undefined;
  }
}
