import type { RequestPatch, WirePair } from "../../../spec/interchange/case.ts";
import { accepted, rejected } from "../../../spec/interchange/expectation.ts";
import type { JsonTemplate, Text } from "../../../spec/interchange/expression.ts";
import type { JsonPointer } from "../../../spec/interchange/json.ts";
import { percentEncode } from "../../../spec/interchange/percent-encoding.ts";
import { isMadeOf } from "../carriers/carrier.ts";
import { memberOf } from "../instance.ts";
import type { ProtocolCase, ProtocolConcern, ProtocolContext } from "../protocol-case.ts";
import { keywordValues, memberSites, rootSite, type Site } from "../site.ts";

/** Texts that many schemas refuse. */
const WRONG: readonly Text[] = ["~", "", "😀"];

/** One name of a query or a urlencoded form. */
interface Named {
  name: string;
  required: boolean;
  site: Site;
  /** Where the pairs stand in a request. */
  list: "/query" | "/body/fields";
  pairs: readonly WirePair[];
  /** How its cases are called. */
  place: string;
  pointer: JsonPointer;
}

/**
 * Names of which characters are percent-encoded that need not be: they stand for themselves in a query (RFC 3986,
 * sections 2.3 and 6.2.2.2) and in a form (URL Standard, section 5.1). What is required is found under such a name, and
 * what is wrong is refused under it; that something else is accepted under it shows nothing, as unknown names are, too.
 */
export const encodedQueryNames: ProtocolConcern = (context) => spelledOut(queryNames(context), context);

/** The same of the fields of a urlencoded form. */
export const encodedFieldNames: ProtocolConcern = (context) => spelledOut(fieldNames(context), context);

function spelledOut(names: Named[], context: ProtocolContext): ProtocolCase[] {
  return names.flatMap((named) =>
    spellings(named.name).flatMap(([what, sentAs]) => casesOf(named, what, sentAs, context)),
  );
}

function queryNames({ operation, base, carriers }: ProtocolContext): Named[] {
  const root = carriers.find(({ place }) => place === "query")?.root;
  return operation.parameters.flatMap(({ name, in: place, required, pointer }): Named[] => {
    const site = root && place === "query" ? memberOf(root, name) : undefined;
    const of = { list: "/query", pairs: base.query, place: `query/${encodeURIComponent(name)}`, pointer } as const;
    return site ? [{ name, required, site, ...of }] : [];
  });
}

function fieldNames({ operation, base: { body } }: ProtocolContext): Named[] {
  const media = operation.body?.content.find(({ kind }) => kind === "urlencoded");
  if (body?.kind !== "urlencoded" || !media?.schema) return [];
  const root = rootSite(media.schema);
  const required = new Set(keywordValues<string[]>(root, "required").flat());
  const { pointer } = media;
  return memberSites(root).map(({ name, site }): Named => {
    const place = `urlencoded/name ${encodeURIComponent(name)}`;
    return { name, site, required: required.has(name), list: "/body/fields", pairs: body.fields, place, pointer };
  });
}

/** The first character escaped, and all of them; the hexadecimal digits of the latter are small. */
function spellings(name: string): [what: string, sentAs: string][] {
  const [first = "", ...rest] = name;
  return [
    ["the first character", escaped(first) + percentEncode(rest.join(""))],
    ["every character", escaped(name).toLowerCase()],
  ];
}

function escaped(text: string): string {
  return Array.from(
    new TextEncoder().encode(text),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");
}

function casesOf(
  named: Named,
  what: string,
  sentAs: string,
  { operation, base, prover }: ProtocolContext,
): ProtocolCase[] {
  const { name, required, site, list, pairs, place, pointer } = named;
  // The names of an object's members travel, too, and not always its own.
  if (isMadeOf(site, "object")) return [];
  const index = pairs.findIndex((pair) => pair.name === name);
  const put = (pair: Pick<WirePair, "sentAs" | "value">): RequestPatch[] => {
    const value = { name, ...pair } as unknown as JsonTemplate;
    return [index < 0 ? { op: "add", path: `${list}/-`, value } : { op: "replace", path: `${list}/${index}`, value }];
  };
  const [longest = Number.POSITIVE_INFINITY] = keywordValues<number>(site, "maxLength");
  const tooLong: Text[] = longest < 5_000 ? [{ $text: [{ repeat: "x", times: longest + 1 }] }] : [];
  const wrong = [...WRONG, ...tooLong].find((value) => prover.judge(prover.change(base, put({ value }))) === "invalid");
  const of = (data: string): Pick<ProtocolCase, "name" | "tests" | "isSearch"> => ({
    name: `${place}/percent-encoding/${what} of its name${data}`,
    tests: { keyword: "percent-encoding", pointer },
    isSearch: true,
  });
  const found: RequestPatch[] = [{ op: "add", path: `${list}/${index}/sentAs`, value: sentAs }];
  return [
    ...(required && index >= 0 ? [{ ...of(""), request: found, expect: accepted(operation) }] : []),
    ...(wrong === undefined
      ? []
      : [
          {
            ...of(", with a wrong value"),
            request: put({ sentAs, value: wrong }),
            expect: rejected(operation, "data"),
          },
        ]),
  ];
}
