import { type FormatName, isFormatName } from "./format-table.ts";

/**
 * A text of a format that is exactly so many code points long, as plain as can be.
 *
 * @returns `undefined` where the format has none of that length, or its length cannot be chosen
 */
export function formatText(format: string, length: number): string | undefined {
  return isFormatName(format) ? TEXTS[format]?.(length) : undefined;
}

type OfLength = (length: number) => string | undefined;

/** A beginning, and then one letter as often as it takes. */
const filled =
  (start: string): OfLength =>
  (length) =>
    length >= start.length ? start.padEnd(length, "a") : undefined;

const TEXTS: Partial<Record<FormatName, OfLength>> = {
  binary: filled(""),
  password: filled(""),
  commonmark: filled(""),
  html: filled(""),
  decimal: (length) => (length > 0 ? "1".repeat(length) : undefined),
  "media-range": filled("a/a"),
  "sf-string": (length) => (length > 1 ? `"${"a".repeat(length - 2)}"` : undefined),
  "sf-token": filled("a"),
  regex: filled(""),
  uri: filled("https://a.example/"),
  iri: filled("https://a.example/"),
  "uri-reference": filled(""),
  "iri-reference": filled(""),
  "uri-template": filled(""),
  "json-pointer": (length) => (length === 0 ? "" : filled("/")(length)),
  "relative-json-pointer": (length) => (length === 1 ? "0" : filled("0/")(length)),
  byte: (length) => (length % 4 === 0 ? "A".repeat(length) : undefined),
  base64url: (length) => (length % 4 === 1 ? undefined : "A".repeat(length)),
  hostname,
  "idn-hostname": hostname,
  email,
  "idn-email": email,
};

/** Labels of 63 letters at most, 253 characters in all (RFC 1035, section 2.3.4). */
function hostname(length: number): string | undefined {
  if (length < 1 || length > 253) return undefined;
  const labels: string[] = [];
  for (let left = length; left > 0; ) {
    // What stays for the last label, behind its dot, is one letter at least.
    const size = left === 64 ? 62 : Math.min(left, 63);
    labels.push("a".repeat(size));
    left -= size + 1;
  }
  return labels.join(".");
}

/** A local part of 64 letters at most (RFC 5321, section 4.5.3.1), and a domain. */
function email(length: number): string | undefined {
  const domain = hostname(Math.max(9, Math.min(253, length - 65)));
  const local = length - (domain?.length ?? 0) - 1;
  return local < 1 || local > 64 ? undefined : `${"a".repeat(local)}@${domain}`;
}
