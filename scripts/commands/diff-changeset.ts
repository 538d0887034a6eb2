import { join, sep } from "node:path";
import { lastRelease } from "../changeset/last-release.ts";
import { writeChangeset } from "../changeset/write-changeset.ts";
import { versionIn } from "../client-package/package-options.ts";
import { ConfigError } from "../config/config-error.ts";
import { defaultOutput } from "../contract-folder.ts";
import { compareDocuments, type DiffCommandOptions } from "./diff.ts";

/** Options of {@link runDiffChangeset}. */
export interface DiffChangesetOptions extends DiffCommandOptions {
  /** The package that the changeset is about. */
  package?: string;
  /** The folder of the package, which has its version. */
  output?: string;
}

/** The package that a changeset is about. @throws ConfigError when it is not said */
export function subjectOf({ package: name }: DiffChangesetOptions): string {
  if (name !== undefined) return name;
  const hint = "name the package with --package, or as `package` of a contract in the configuration";
  throw new ConfigError("--changeset", "it is not said which package it is about", hint);
}

/** `contract-kit diff --changeset`: what changes for a package, as a changeset; the verdict is no failure then. */
export async function runDiffChangeset(base: string, head: string, options: DiffChangesetOptions): Promise<void> {
  const name = subjectOf(options);
  const { output } = options;
  const version = output === undefined ? undefined : await versionIn(output);
  const report = await compareDocuments(base, head, options);
  await writeChangeset(report, { name, ...(version !== undefined && { version }) });
}

/**
 * The same for a contract of the configuration: what its package says now is compared with what it said in a
 * revision, by default in that of its last version.
 */
export async function runPackageChangeset(
  since: string | undefined,
  document: string,
  { output = defaultOutput(document), overlay: _, include: __, ...options }: DiffChangesetOptions,
): Promise<void> {
  if (options.package === undefined) {
    console.log(`${document}: is no package, and has no changeset`);
    return;
  }
  const revision = since ?? (await lastRelease(output));
  if (revision === undefined) {
    console.log(`${options.package}: its first version is not committed yet; nothing can have changed since`);
    return;
  }
  const head = join(output, "openapi.json").split(sep).join("/");
  await runDiffChangeset(`git:${revision}:./${head}`, head, { ...options, output });
}
