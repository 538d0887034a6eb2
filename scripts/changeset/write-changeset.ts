import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { styleText } from "node:util";
import { ConfigError } from "../config/config-error.ts";
import { fromWorkingFolder } from "../contract-folder.ts";
import type { DiffReport } from "../diff/diff-report.ts";
import { type ChangesetSubject, changesetText } from "./changeset-text.ts";

/**
 * Writes the changeset of a package to the nearest `.changeset/`, and removes it when nothing has changed. A
 * package has one at a time, which says all that has changed since its last version.
 *
 * @throws ConfigError when there is no such folder
 */
export async function writeChangeset(report: DiffReport, subject: ChangesetSubject): Promise<void> {
  const folder = changesetFolder(process.cwd());
  const file = join(folder, `contract-${subject.name.replace(/^@/, "").replaceAll("/", "-")}.md`);
  const text = changesetText(report, subject);
  if (text === undefined) await rm(file, { force: true });
  else await writeFile(file, text);
  const what = text === undefined ? "none is needed" : relative(process.cwd(), file);
  console.log(`${styleText("green", "✔")} changeset of ${subject.name}: ${what}`);
}

function changesetFolder(start: string): string {
  let unset: string | undefined;
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const place = join(folder, ".changeset");
    if (existsSync(join(place, "config.json"))) return place;
    if (existsSync(place)) unset ??= place;
    if (folder === dirname(folder)) break;
  }
  const missing = unset === undefined ? ".changeset" : fromWorkingFolder(join(unset, "config.json"));
  throw new ConfigError(missing, "is not there", "`npx changeset init` makes it; add @changesets/cli first");
}
