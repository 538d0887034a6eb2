import semver from "semver";

/** A date that stands for a version: `2026-01-31`, `2026.1.31`. */
const DATE = /^(\d{4})[-.](\d{1,2})[-.](\d{1,2})(?![\d.])/;

/** Numbers begin with none. */
const LEADING_ZEROS = /(?<![\w-])0+(?=\d)/g;

/**
 * The version of a document as npm takes one (Semantic Versioning 2.0.0): `1` → `1.0.0`, `v2.1-beta` →
 * `2.1.0-beta`, `2026-01-31` → `2026.1.31`.
 *
 * @returns `undefined` when there is no number in it
 */
export function semanticVersion(version: string): string | undefined {
  const text = version.trim();
  const date = DATE.exec(text);
  const dotted = (date ? date.slice(1).join(".") + text.slice(date[0].length) : text).replaceAll(LEADING_ZEROS, "");
  return semver.valid(dotted) ?? semver.valid(semver.coerce(dotted, { includePrerelease: true })) ?? undefined;
}
