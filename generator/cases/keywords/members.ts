import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { isObjectTemplate } from "../../../spec/interchange/template.ts";
import type { Candidate, Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { isReadOnly } from "../sample/without-read-only.ts";
import { memberSite, memberSites, type Site } from "../site.ts";

/** required: each member missing, and all of them. */
export const required: KeywordFamily = {
  keywords: ["required"],
  derive({ site, keyword, argument, place }) {
    const names = argument as string[];
    const without = (missing: string[], what: string): Candidate => ({
      keyword,
      place,
      what,
      valid: false,
      edits: missing.map((name) => ({ at: [...site.at, name], remove: true })),
    });
    const all = names.length > 1 ? [{ ...without(names, "all missing"), isSearch: true }] : [];
    return [...names.map((name) => without([name], `${name} missing`)), ...all];
  },
};

/** Names that implementations treat differently. */
const ODD_NAMES = ["constructor", "toString", "é", "😀", "a.b", "a b", "$ref"];

/** properties: each optional member left out, each given, all given, and members that are not declared. */
export const properties: KeywordFamily = {
  keywords: ["properties"],
  derive(context) {
    const { site, isForm, argument, sample } = context;
    const undeclared = ["undeclared", ...(isForm ? [] : ODD_NAMES)].map((name) =>
      candidate(context, name === "undeclared" ? "a member that is not declared" : `member ${name}`, {
        valid: "either",
        isSearch: true,
        edits: [{ at: [...site.at, name], value: "example" }],
      }),
    );
    const own = memberSites(site).filter(({ name }) => Object.hasOwn(argument as object, name));
    const each = own.flatMap(({ name, site: member }): Finding[] => {
      const { at } = member;
      if (member.roots.some(({ schema }) => schema === false)) return [forbidden(context, name)];
      const absent = candidate(context, `${name} left out`, {
        valid: "either",
        isSearch: true,
        edits: [{ at, remove: true }],
      });
      const value = sample(member);
      if (value === undefined) return [absent];
      if (isReadOnly(member)) return [absent, ...readOnly(member, value)];
      return [absent, candidate(context, `${name} given`, { valid: "either", isSearch: true, edits: [{ at, value }] })];
    });
    return [...undeclared, ...each, ...full(context)];
  },
};

/** A member whose schema is `false` may not be there. */
function forbidden({ site, keyword, place }: KeywordContext, name: string): Candidate {
  const edits = [{ at: [...site.at, name], value: "example" }];
  return { keyword, place: below(place, name), what: `${name} given, which may not be`, valid: false, edits };
}

/** A member that belongs to answers only: a server may pass over it, or refuse it (JSON Schema validation, section 9.4). */
function readOnly({ at, nodes }: Site, value: JsonTemplate): Candidate[] {
  return nodes
    .filter(({ schema }) => schema["readOnly"] === true)
    .slice(0, 1)
    .map(({ place }) => {
      const what = `${at.at(-1)} given`;
      const keyword = "readOnly";
      const edits = [{ at, value }];
      return { keyword, place: below(place, keyword), what, valid: "either", isOpen: true, isSearch: true, edits };
    });
}

/** Every declared member at once. */
function full(context: KeywordContext): Candidate[] {
  const { site, sampler } = context;
  const value = fullObject(context);
  if (value === undefined || !sampler.accepts(site, value)) return [];
  return [
    candidate(context, "all members given", { valid: "either", isSearch: true, edits: [{ at: site.at, value }] }),
  ];
}

function fullObject({ site, instance, sample }: KeywordContext): { [member: string]: JsonTemplate } | undefined {
  if (!isObjectTemplate(instance)) return undefined;
  const members = memberSites(site).flatMap(({ name, site: member }): [string, JsonTemplate][] => {
    const value = isReadOnly(member) ? undefined : sample(member);
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(members), ...instance };
}

/** additionalProperties and unevaluatedProperties: a member that the document does not name, also beside all that it names. */
export const furtherMembers: KeywordFamily = {
  keywords: ["additionalProperties", "unevaluatedProperties"],
  derive(context) {
    const { site, argument, isForm, sample } = context;
    const declared = memberSites(site).map(({ name }) => name);
    const names = ["undeclared", "constructor", ...(isForm ? [] : lookAlikes(declared))];
    if (argument !== false) {
      return names.map((name) => {
        const member = memberSite(site, name);
        const value = (member && sample(member)) ?? "example";
        const edits = [{ at: [...site.at, name], value }];
        return candidate(context, `member ${name}`, { valid: "either", isSearch: true, edits });
      });
    }
    const alone = names
      .filter((name) => !declared.includes(name))
      .map((name) =>
        candidate(context, `member ${name}`, {
          valid: false,
          isSearch: name !== "undeclared",
          edits: [{ at: [...site.at, name], value: "example" }],
        }),
      );
    const whole = fullObject(context);
    if (!whole) return alone;
    const edits = [{ at: site.at, value: { ...whole, undeclared: "example" } }];
    return [
      ...alone,
      candidate(context, "member undeclared beside all others", { valid: false, isSearch: true, edits }),
    ];
  },
};

/** Names like declared ones: another letter case, a blank behind. */
function lookAlikes(declared: string[]): string[] {
  return declared.slice(0, 1).flatMap((name) => [name.toUpperCase(), name.toLowerCase(), `${name} `]);
}

function candidate(
  { keyword, place }: KeywordContext,
  what: string,
  rest: Pick<Candidate, "valid" | "edits" | "isSearch">,
): Candidate {
  return { keyword, place, what, ...rest };
}
