import { isObjectTemplate } from "../../../spec/interchange/template.ts";
import type { Branch } from "../branches.ts";
import type { Candidate, Finding, KeywordContext } from "../candidate.ts";
import type { Discriminator } from "../discriminators.ts";

/**
 * What a discriminator adds to a union: each value that names a branch, values that name none, none at
 * all, and the name of another branch. The schema of the union is what refuses them.
 */
export function discriminated(
  { site, keyword, place, sample }: KeywordContext,
  { propertyName, branches: named }: Discriminator,
  branches: Branch[],
): Finding[] {
  const at = [...site.at, propertyName];
  const of = (what: string, valid: Candidate["valid"], edits: Candidate["edits"]): Candidate => ({
    keyword,
    place,
    what: `${propertyName} ${what}`,
    valid,
    isSearch: valid !== true,
    edits,
  });
  const keys = [...named.keys()];
  return [...named].flatMap(([key, { index }]): Finding[] => {
    const branch = branches[index];
    const value = branch && sample(branch.site);
    if (!isObjectTemplate(value)) return [];
    const start = { at: site.at, value };
    const wrong = [`${key}x`, key.toUpperCase(), key.toLowerCase(), ""].filter((text) => !named.has(text));
    const other = keys.find((candidate) => named.get(candidate)?.index !== index);
    return [
      of(key, true, [{ at: site.at, value: { ...value, [propertyName]: key } }]),
      ...wrong.map((text) => of(`${JSON.stringify(text)} for ${key}`, false, [start, { at, value: text }])),
      of(`missing for ${key}`, false, [start, { at, remove: true }]),
      ...(other === undefined ? [] : [of(`${other} with members of ${key}`, false, [start, { at, value: other }])]),
    ];
  });
}
