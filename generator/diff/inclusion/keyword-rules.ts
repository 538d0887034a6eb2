import { arrayRules } from "./array-rules.ts";
import { objectRules } from "./object-rules.ts";
import type { Rule } from "./proof.ts";
import { scalarRules } from "./scalar-rules.ts";
import { unionRules } from "./union-rules.ts";

/** How each keyword of the right side is proved. `type`, `enum`, `const`, members and items are proved for the site as a whole. */
export const keywordRules: ReadonlyMap<string, Rule> = new Map(
  Object.entries({ ...scalarRules, ...objectRules, ...arrayRules, ...unionRules }),
);
