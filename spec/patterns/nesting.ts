/** Deeper groups are more than those who walk patterns have a stack, or time, for. */
const MOST_LEVELS = 60;

/** Whether the groups of a pattern stand in each other so deeply that nothing should look into it. */
export function isNestedTooDeeply(pattern: string): boolean {
  let level = 0;
  let isClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === "\\") at++;
    else if (isClass) isClass = sign !== "]";
    else if (sign === "[") isClass = true;
    else if (sign === "(" && ++level > MOST_LEVELS) return true;
    else if (sign === ")") level--;
  }
  return false;
}
