import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import semver from "semver";
import type { LoadOptions } from "../../generator/document/load.ts";
import type { PackageOptions } from "../../generator/emit/package/package-options.ts";
import { ConfigError } from "../config/config-error.ts";
import { packageRoot } from "../package-root.ts";
import { nameProblem } from "./package-name.ts";
import { isPackageVersion, KEPT, VERSION_RULE } from "./package-version-text.ts";

/** What is asked for of a package that an output folder becomes. */
export interface PackageRequest {
  /** Makes the output folder an npm package of this name. */
  package?: string;
  /** Its version. Default: that of the document. `keep`: a release tool changes it, and CHANGELOG.md. */
  packageVersion?: string;
}

/**
 * What the generator has to know to make a folder a package.
 *
 * @param output - the folder, of which version and CHANGELOG.md are read if they are to be kept
 * @throws ConfigError when name or version are none
 */
export async function packageOptionsOf(
  output: string,
  { package: name, packageVersion, onRead }: PackageRequest & Pick<LoadOptions, "onRead">,
): Promise<PackageOptions | undefined> {
  if (name === undefined) {
    if (packageVersion === undefined) return undefined;
    throw new ConfigError(`package version ${packageVersion}`, "there is no package", "name one with --package");
  }
  const problem = nameProblem(name);
  if (problem) throw new ConfigError(`package ${name}`, problem.what, problem.hint);
  if (packageVersion !== undefined && !isPackageVersion(packageVersion))
    throw new ConfigError(`package version ${packageVersion}`, "is no version", `write ${VERSION_RULE}`);
  const options = { name, openapiFetch: openapiFetchVersion(), ...repositoryOf(output, onRead) };
  if (packageVersion !== KEPT) return { ...options, ...(packageVersion !== undefined && { version: packageVersion }) };
  const version = await versionIn(output);
  const changelog = await readFile(join(output, "CHANGELOG.md"), "utf8").catch(() => undefined);
  return { ...options, ...(version !== undefined && { version }), released: { changelog } };
}

/** The version that the package in a folder has; `undefined` without one. */
export async function versionIn(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => "{}");
  try {
    return semver.valid((JSON.parse(text) as { version?: string }).version) ?? undefined;
  } catch {
    return undefined;
  }
}

function openapiFetchVersion(): string {
  const text = readFileSync(join(packageRoot(), "package.json"), "utf8");
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
  return dependencies["openapi-fetch"] ?? "*";
}

/** `repository` of the project around a folder, with the folder's place in it. */
function repositoryOf(output: string, onRead: LoadOptions["onRead"]): Pick<PackageOptions, "repository"> {
  for (let folder = dirname(resolve(output)); ; folder = dirname(folder)) {
    try {
      const file = join(folder, "package.json");
      const text = readFileSync(file, "utf8");
      onRead?.(file, text);
      const { repository } = JSON.parse(text) as { repository?: unknown };
      if (repository === undefined) return {};
      const told = typeof repository === "string" ? { type: "git", url: repository } : (repository as object);
      const { directory = "" } = told as { directory?: string };
      const inside = [directory, ...relative(folder, resolve(output)).split(sep)].filter(Boolean).join("/");
      return { repository: { ...told, directory: inside } };
    } catch {
      // There is none here, or one that cannot be read.
    }
    if (folder === dirname(folder)) return {};
  }
}
