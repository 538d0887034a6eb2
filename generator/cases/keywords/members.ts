import type { Candidate, KeywordFamily } from "../candidate.ts";
import { memberSites } from "../site.ts";

/** required: each member missing. */
export const required: KeywordFamily = {
  keywords: ["required"],
  derive: ({ site, keyword, argument, place }) =>
    (argument as string[]).map((name) => ({
      keyword,
      place,
      what: `${name} missing`,
      valid: false,
      edits: [{ at: [...site.at, name], remove: true }],
    })),
};

/** properties: each optional member left out, each given. */
export const properties: KeywordFamily = {
  keywords: ["properties"],
  derive: ({ site, keyword, argument, place, sample }) => [
    {
      keyword,
      place,
      what: "a member that is not declared",
      valid: "either",
      isSearch: true,
      edits: [{ at: [...site.at, "undeclared"], value: "example" }],
    },
    ...memberSites(site)
      .filter(({ name }) => Object.hasOwn(argument as object, name))
      .flatMap(({ name, site: member }): Candidate[] => {
        const value = sample(member);
        const at = member.at;
        return [
          {
            keyword,
            place,
            what: `${name} left out`,
            valid: "either",
            isSearch: true,
            edits: [{ at, remove: true }],
          },
          ...(value === undefined
            ? []
            : [
                {
                  keyword,
                  place,
                  what: `${name} given`,
                  valid: true,
                  edits: [{ at, value }],
                },
              ]),
        ];
      }),
  ],
};

/** additionalProperties: a member that the document does not name. */
export const additionalProperties: KeywordFamily = {
  keywords: ["additionalProperties"],
  derive: ({ site, keyword, argument, place }) =>
    ["undeclared", "constructor"].map((name) => ({
      keyword,
      place,
      what: `member ${name}`,
      valid: argument === false ? false : "either",
      edits: [{ at: [...site.at, name], value: "example" }],
    })),
};
