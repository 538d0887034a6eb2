import { isHostname, isIpv4, isIpv6 } from "./host-formats.ts";
import { isIdnHostname } from "./idn-hostname.ts";
import { utf8Length } from "./runtime.ts";

/**
 * A `Mailbox` of RFC 5321, section 4.1.2: a dot-string or a quoted string of 64 bytes at most, and a
 * domain or an address literal. A domain of one label (`user@localhost`) is one.
 */
export function isEmail(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text) && isMailbox(text, isHostname);
}

/** An internationalised `Mailbox` (RFC 6531, section 3.3): non-ASCII characters are allowed in both halves. */
export function isIdnEmail(text: string): boolean {
  return isMailbox(text, isIdnHostname);
}

const DOT_STRING = /^[\w!#$%&'*+/=?^`{|}~\x80-\uffff-]+(?:\.[\w!#$%&'*+/=?^`{|}~\x80-\uffff-]+)*$/;
const QUOTED_STRING = /^"(?:[ !#-[\]-~\x80-\uffff]|\\[ -~])*"$/;

function isMailbox(text: string, isDomain: (domain: string) => boolean): boolean {
  // A quoted string may contain an @, a domain may not.
  const at = text.lastIndexOf("@");
  if (at < 1) return false;
  const local = text.slice(0, at);
  if (utf8Length(local) > 64 || !local.isWellFormed()) return false;
  if (!DOT_STRING.test(local) && !QUOTED_STRING.test(local)) return false;
  const domain = text.slice(at + 1);
  return domain.startsWith("[") ? isAddressLiteral(domain) : isDomain(domain);
}

/** IPv6 is the only tag of an address literal that is registered. */
function isAddressLiteral(text: string): boolean {
  if (!text.endsWith("]")) return false;
  const address = text.slice(1, -1);
  return /^ipv6:/i.test(address) ? isIpv6(address.slice(5)) : isIpv4(address);
}
