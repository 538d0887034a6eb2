import type { BrokenRule } from "../broken-rule.ts";

/** Names the violated constraints: `body/id/maxLength, path/account_id/maxLength`. */
export const VIOLATION_HEADER = "x-contract-violation";

const MOST_BYTES = 1024;

/**
 * The header's value: place, pointer and keyword of each violation, as the names of cases have them.
 * Anything but printable ASCII without space, comma and backslash is written `\uXXXX`; what would make
 * it longer than 1,024 bytes is left out, with `...` in its place.
 */
export function violationHeader(violations: readonly BrokenRule[]): string {
  let value = "";
  for (const { place, pointer, keyword } of violations) {
    const name = asciiOnly(`${place}${pointer}/${keyword}`);
    const next = value === "" ? name : `${value}, ${name}`;
    if (next.length > MOST_BYTES - 5) return value === "" ? `${name.slice(0, MOST_BYTES - 3)}...` : `${value}, ...`;
    value = next;
  }
  return value;
}

function asciiOnly(text: string): string {
  return text.replace(/[^!-+\--[\]-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
