import type { CredentialVariant, PresentedScheme } from "../../../spec/interchange/case.ts";
import { accepted, rejected } from "../../../spec/interchange/expectation.ts";
import { isJsonObject, type JsonObject } from "../../../spec/interchange/json.ts";

import { below, valueAt } from "../../../spec/interchange/pointer.ts";

import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";

/** Who may call: every alternative by itself; nobody, half an alternative and a stranger may not. */
export const credentials: ProtocolConcern = ({ operation, document }) => {
  const { security, securityPointer } = operation;
  const of = (what: string, valid: boolean, value: PresentedScheme[]): ProtocolCase => ({
    name: `credentials/${what}`,
    tests: { keyword: "security", pointer: securityPointer },
    request: [{ op: "replace", path: "/credentials", value: value as never }],
    expect: valid ? accepted(operation) : rejected(operation, "credentials"),
  });
  const alternatives = security.filter((alternative) => alternative.length > 0);
  const good = [
    ...alternatives.map((alternative) => of(alternative.join(" and "), true, given(alternative))),
    ...spelled(alternatives, document).map(([what, value]) => of(what, true, value)),
  ];
  if (alternatives.length < security.length) return [of("none", true, []), ...good];
  if (alternatives.length === 0) return [];
  return [
    of("none", false, []),
    ...good,
    ...refusals(alternatives, document).map(([what, value]) => of(what, false, value)),
  ];
};

type Presented = [what: string, value: PresentedScheme[]];

/** Credentials, but none that an alternative is content with. */
function refusals(alternatives: string[][], document: JsonObject): Presented[] {
  const several = alternatives.filter((alternative) => alternative.length > 1);
  const all: Presented[] = [
    ...halves(alternatives).map((scheme): Presented => [`${scheme} alone`, given([scheme])]),
    ...alternatives.flatMap((alternative): Presented[] => {
      const name = alternative.join(" and ");
      const as = (variant: CredentialVariant) => alternative.map((scheme) => ({ scheme, as: variant }));
      const near = NEAR_MISSES.filter(([as]) => as !== "other-case" || isCaseSensitive(alternative, document));
      return [
        [`wrong ${name}`, as("wrong")],
        ...near.map(([variant, what]): Presented => [`${name} ${what}`, as(variant)]),
        [`empty ${name}`, as("empty")],
      ];
    }),
    ...several.flatMap((alternative) =>
      alternative.map((wrong): Presented => {
        const value = alternative.map((scheme) => (scheme === wrong ? stranger(scheme) : { scheme, as: "given" }));
        return [`${alternative.join(" and ")} with a wrong ${wrong}`, value as PresentedScheme[]];
      }),
    ),
    ...otherwise(alternatives, document),
  ];
  // What is wrong beside an alternative that is right by itself may be overlooked.
  return all.filter(([, value]) => !alternatives.some((alternative) => isGiven(alternative, value)));
}

function isGiven(alternative: string[], presented: PresentedScheme[]): boolean {
  return alternative.every((name) =>
    presented.some(({ scheme, as, prefix }) => scheme === name && as === "given" && prefix === undefined),
  );
}

const NEAR_MISSES: [as: CredentialVariant, what: string][] = [
  ["longer", "with one more character"],
  ["shorter", "without the last character"],
  ["other-case", "in other letters"],
];

/** Tokens are (RFC 6750, section 2.1); in an e-mail address or a user's name the letter case need not count. */
function isCaseSensitive(alternative: string[], document: JsonObject): boolean {
  return alternative.some((scheme) => httpScheme(scheme, document) === "bearer");
}

function given(schemes: string[]): PresentedScheme[] {
  return schemes.map((scheme) => ({ scheme, as: "given" }));
}

function stranger(scheme: string): PresentedScheme {
  return { scheme, as: "wrong" };
}

/** Members of larger alternatives that are no alternative by themselves. */
function halves(alternatives: string[][]): string[] {
  const parts = new Set(alternatives.filter((alternative) => alternative.length > 1).flat());
  return [...parts].filter(
    (scheme) => !alternatives.some((alternative) => alternative.length === 1 && alternative[0] === scheme),
  );
}

/** The name of an HTTP scheme in other letters is the same scheme (RFC 9110, section 11.1). */
function spelled(alternatives: string[][], document: JsonObject): Presented[] {
  return alternatives.flatMap((alternative) =>
    alternative.flatMap((scheme): Presented[] => {
      const name = httpScheme(scheme, document);
      if (name === undefined) return [];
      return [name.toLowerCase(), name.toUpperCase()].map((prefix) => [
        `${scheme} with ${prefix}`,
        alternative.map((each) => (each === scheme ? { scheme, as: "given", prefix } : { scheme: each, as: "given" })),
      ]);
    }),
  );
}

/** The right credentials under the name of a scheme that the operation does not take. */
function otherwise(alternatives: string[][], document: JsonObject): Presented[] {
  const taken = new Set(alternatives.flat().map((scheme) => httpScheme(scheme, document)));
  return alternatives.flatMap((alternative) =>
    alternative.flatMap((scheme): Presented[] => {
      if (httpScheme(scheme, document) === undefined) return [];
      const names = { basic: "Basic", bearer: "Bearer", digest: "Digest" };
      const other = Object.entries(names).find(([name]) => !taken.has(name))?.[1] ?? "Unknown";
      return [other, `X${names.bearer}`, ""].map((prefix) => [
        `${scheme} ${prefix === "" ? "without the name of its scheme" : `as ${prefix}`}`,
        alternative.map((each) => (each === scheme ? { scheme, as: "given", prefix } : { scheme: each, as: "given" })),
      ]);
    }),
  );
}

/** The HTTP authentication scheme of a security scheme, in lower case; OAuth 2 and OpenID Connect end in a bearer token. */
function httpScheme(name: string, document: JsonObject): string | undefined {
  const described = valueAt(document, below("/components/securitySchemes", name));
  if (!isJsonObject(described)) return undefined;
  if (described["type"] === "http") return String(described["scheme"]).toLowerCase();
  return described["type"] === "oauth2" || described["type"] === "openIdConnect" ? "bearer" : undefined;
}
