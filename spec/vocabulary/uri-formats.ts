import { isIpv6 } from "./host-formats.ts";

/** What an IRI has beyond a URI (RFC 3987, section 2.2): the last two points of each plane are no characters. */
const UCSCHAR = /(?![\p{Noncharacter_Code_Point}\u{e0000}-\u{e0fff}])[\xa0-\ud7ff\uf900-\uffef\u{10000}-\u{effff}]/gu;

/** What it has in its query only. */
const IPRIVATE = /[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]/gu;

/** What most are: nothing in them is encoded, and nothing has to be taken apart. */
const PLAIN = /^[A-Za-z][A-Za-z\d+.-]*:\/\/[\w.~-]+(?:\/[!$&-;=@A-Z_a-z~]*)?$/;

/** A URI with a scheme (RFC 3986, section 3). */
export function isUri(text: string): boolean {
  return PLAIN.test(text) || (/^[a-z]/i.test(text) && isReference(text, true));
}

/** A URI, or a reference relative to one (RFC 3986, section 4.1). */
export function isUriReference(text: string): boolean {
  return isReference(text, false);
}

/** An IRI with a scheme (RFC 3987, section 2.2). */
export function isIri(text: string): boolean {
  return isUri(toUri(text));
}

/** An IRI, or a reference relative to one (RFC 3987, section 2.2). */
export function isIriReference(text: string): boolean {
  return isUriReference(toUri(text));
}

/**
 * Replaces what IRIs allow beyond URIs by percent-encoding, as RFC 3987, section 3.1 does. A
 * triplet is valid wherever such a character is, and nowhere else.
 */
function toUri(text: string): string {
  return text.replace(UCSCHAR, "%AA").replace(/^([^?#]*\?)([^#]*)/, (_, start: string, query: string) => {
    return start + query.replace(IPRIVATE, "%AA");
  });
}

function isReference(text: string, needsScheme: boolean): boolean {
  // The split of RFC 3986, appendix B; it takes any text apart.
  const match = /^(?:([^:/?#]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/.exec(text);
  const [, scheme, authority, path = "", query = "", fragment = ""] = match ?? [];
  if (scheme === undefined ? needsScheme : !/^[a-z][a-z\d+.-]*$/i.test(scheme)) return false;
  if (authority !== undefined && !isAuthority(authority)) return false;
  return /^[\w.~!$&'()*+,;=:@%/-]*$/.test(path) && [query, fragment].every(isQuery) && isWellEncoded(text);
}

function isQuery(text: string): boolean {
  return /^[\w.~!$&'()*+,;=:@%/?-]*$/.test(text);
}

function isWellEncoded(text: string): boolean {
  return !/%(?![\da-f]{2})/i.test(text);
}

function isAuthority(text: string): boolean {
  const match = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:@[\]]*)(?::\d*)?$/.exec(text);
  if (match === null) return false;
  const [, userinfo = "", host = ""] = match;
  if (!/^[\w.~!$&'()*+,;=:%-]*$/.test(userinfo)) return false;
  if (!host.startsWith("[")) return /^[\w.~!$&'()*+,;=%-]*$/.test(host);
  const address = host.slice(1, -1);
  return isIpv6(address) || /^v[\da-f]+\.[\w.~!$&'()*+,;=:-]+$/i.test(address);
}

/** A URI template of any level (RFC 6570, section 2). */
export function isUriTemplate(text: string): boolean {
  // Literals and expressions alternate.
  const pieces = text.split(/\{([^{}]*)\}/);
  return pieces.every((piece, index) => (index % 2 === 0 ? isLiterals(piece) : isExpression(piece)));
}

function isLiterals(text: string): boolean {
  const ascii = text.replace(UCSCHAR, "").replace(IPRIVATE, "");
  return /^[!#$%&(-;=?-[\]_a-z~]*$/.test(ascii) && isWellEncoded(text);
}

function isExpression(text: string): boolean {
  return /^[+#./;?&=,!@|]?([\s\S]*)$/.exec(text)?.[1]?.split(",").every(isVariable) === true;
}

function isVariable(text: string): boolean {
  const [, name = ""] = /^([^:*]*)(?::[1-9]\d{0,3}|\*)?$/.exec(text) ?? [];
  return /^[\w.%]+$/.test(name) && isWellEncoded(name) && !/^\.|\.\.|\.$/.test(name);
}
