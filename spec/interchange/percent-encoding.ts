import type { WireText } from "./expression.ts";
import type { Rendered } from "./render.ts";

/** A value of a URL, a cookie or a form with its expressions resolved. */
export type RenderedWire = string | Rendered<WireText>;

/** A pair of a query or a form with its expressions resolved. */
export interface RenderedPair {
  name: string;
  /** See `WirePair`. */
  sentAs?: string;
  value: RenderedWire;
}

const UNRESERVED = /^[A-Za-z0-9\-._~]+$/;
/** What a path segment of a template cannot hold as it is (RFC 3986, section 3.3); its `%` are taken to be encoded. */
const NOT_IN_A_SEGMENT = /[^A-Za-z0-9\-._~!$&'()*+,;=:@%]+/gu;

/**
 * Percent-encodes the UTF-8 bytes of a text, all but the unreserved characters of RFC 3986,
 * section 2.3, so that no character of a value can be read as a delimiter. A lone surrogate
 * becomes U+FFFD, the only thing that UTF-8 can carry in its place.
 */
export function percentEncode(text: string): string {
  if (UNRESERVED.test(text)) return text;
  let encoded = "";
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte);
    encoded += UNRESERVED.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}

/** A value as it travels: percent-encoded, but for the raw pieces of one in pieces. */
export function encodeWire(value: RenderedWire): string {
  if (typeof value === "string") return percentEncode(value);
  return value.$wire.map((piece) => (typeof piece === "string" ? percentEncode(piece) : piece.raw)).join("");
}

/** Pairs as they travel in a query or a urlencoded body: `a=1&b=2`. */
export function encodePairs(pairs: readonly RenderedPair[]): string {
  return pairs.map((pair) => `${encodeName(pair)}=${encodeWire(pair.value)}`).join("&");
}

/** The name of a pair as it travels. */
export function encodeName({ name, sentAs }: Pick<RenderedPair, "name" | "sentAs">): string {
  return sentAs ?? percentEncode(name);
}

/**
 * Fills a path template (`/accounts/{account_id}`) with percent-encoded values. A segment that
 * would come out as `.` or `..` is written with `%2E`, as a plain one leads to another path
 * (RFC 3986, section 5.2.4).
 *
 * @throws {RangeError} when the template names a parameter that has no value
 */
export function fillPath(template: string, values: Record<string, RenderedWire>): string {
  return template
    .split("/")
    .map((segment) => {
      const filled = segment.replaceAll(/\{([^{}]+)\}|[^{}]+/g, (literal, name?: string) => {
        if (name === undefined) return literal.replaceAll(NOT_IN_A_SEGMENT, percentEncode);
        if (!Object.hasOwn(values, name)) throw new RangeError(`no value for the path parameter "${name}"`);
        return encodeWire(values[name] as RenderedWire);
      });
      return filled === "." || filled === ".." ? filled.replaceAll(".", "%2E") : filled;
    })
    .join("/");
}
