/** An IPv4 address in dotted decimals (RFC 2673, section 3.2), without leading zeros. */
export function isIpv4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

/** An IPv6 address (RFC 4291, section 2.2), without a zone. */
export function isIpv6(text: string): boolean {
  // The longest is eight groups with a dotted tail: 45 characters.
  if (text.length > 45) return false;
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.map((half, index) => groupsOf(half, index === halves.length - 1));
  const total = groups.reduce((sum, count) => sum + count, 0);
  return halves.length === 2 ? total <= 7 : total === 8;
}

/** How many groups of 16 bits a part without `::` has; `NaN` if it is malformed. */
function groupsOf(part: string, isLast: boolean): number {
  if (part === "") return 0;
  const groups = part.split(":");
  const tail = groups.at(-1) ?? "";
  const isDotted = isLast && tail.includes(".");
  if (isDotted && !isIpv4(tail)) return NaN;
  const hexadecimal = isDotted ? groups.slice(0, -1) : groups;
  if (!hexadecimal.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return NaN;
  return hexadecimal.length + (isDotted ? 2 : 0);
}

/**
 * A host name (RFC 1123, section 2.1): labels of 1 to 63 letters, digits and inner hyphens, 253
 * characters at most, no dot at the end. What Punycode in a label stands for is not looked at.
 */
export function isHostname(text: string): boolean {
  return text.length <= 253 && text.split(".").every((label) => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(label));
}
