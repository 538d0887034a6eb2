import type { Secret } from "./credentials.ts";
import type { Header } from "./wire-message.ts";

/** Shorter ones would be found by chance, and are no secrets. */
const SHORTEST = 6;

/** Header fields that a person gives and no report may show, whatever the document says of them. */
const SENSITIVE = /^(?:proxy-)?authorization$|^cookie$|token|secret|password|passwd|credential|auth-?key|api-?key/i;

/** The secrets in header fields that a person has given. */
export function secretHeaders(headers: readonly Header[]): Secret[] {
  return headers
    .filter(([name]) => SENSITIVE.test(name))
    .map(([name, value]) => ({ name: name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_"), value }));
}

/** A text with every secret in it replaced by `$NAME`, as a server may echo what it was sent. */
export function maskSecrets(text: string, secrets: readonly Secret[]): string {
  return secrets
    .filter(({ value }) => value.length >= SHORTEST)
    .toSorted((one, other) => other.value.length - one.value.length)
    .reduce((masked, { name, value }) => masked.replaceAll(value, `$${name}`), text);
}
