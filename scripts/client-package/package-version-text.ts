import semver from "semver";

/** The version of a package that a release tool changes, and the generator keeps. */
export const KEPT = "keep";

/** What the version of a package may be. */
export const VERSION_RULE = 'a semantic version such as 1.2.0, or "keep" where a release tool changes it';

/** Whether a text says what the version of a package is. */
export function isPackageVersion(text: string): boolean {
  return text === KEPT || semver.valid(text) === text;
}
