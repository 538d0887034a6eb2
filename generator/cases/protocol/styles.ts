import type { Parameter } from "../../../spec/interchange/contract.ts";
import { accepted } from "../../../spec/interchange/expectation.ts";
import type { JsonTemplate, WireText } from "../../../spec/interchange/expression.ts";
import { percentEncode } from "../../../spec/interchange/percent-encoding.ts";
import { isObjectTemplate } from "../../../spec/interchange/template.ts";
import { type Carrier, isMadeOf, nameOf } from "../carriers/carrier.ts";
import { memberOf } from "../instance.ts";
import type { ProtocolCase, ProtocolConcern, ProtocolContext } from "../protocol-case.ts";
import { itemSite, memberSites, type Site } from "../site.ts";

/** Texts with delimiters of the styles and of URLs in them. */
const TEXTS = ["a,b", "a|b", "a b", "a.b", "a;b=c", "a/b", "a?b#c", "a&b=c", "50%", "%2C", "é中😀"];

/** Reserved characters that may stand in a query as they are (RFC 3986, section 3.4), without those that split it. */
const RESERVED = "a/b?c:d@e!f$g'h(i)j*k,l;m";

/**
 * Values that show whether a parameter is read by its style (OpenAPI 3.1.1, section 4.8.12.3): none, one
 * and two items, objects, delimiters within values, reserved characters as they are.
 */
export const styles: ProtocolConcern = (context) =>
  context.carriers.flatMap((carrier) =>
    carrier.place === "body"
      ? []
      : context.operation.parameters
          .filter((parameter) => parameter.in === carrier.place)
          .flatMap((parameter) => stylesOf(parameter, carrier, context)),
  );

function stylesOf(
  parameter: Parameter,
  carrier: Carrier,
  { operation, base, sample }: ProtocolContext,
): ReturnType<ProtocolConcern> {
  const name = nameOf(parameter);
  const site = memberOf(carrier.root, name);
  if (!site) return [];
  const tests = { keyword: parameter.contentType === undefined ? "style" : "content", pointer: parameter.pointer };
  const of = (what: string): Pick<ProtocolCase, "name" | "tests"> => ({
    name: `${carrier.place}/${encodeURIComponent(name)}/${tests.keyword}/${what}`,
    tests,
  });
  const values = isMadeOf(site, "array")
    ? lists(site, sample)
    : isMadeOf(site, "object")
      ? objects(site, sample)
      : ([] as [string, JsonTemplate][]);
  const cases = values.flatMap(([what, value]): ReturnType<ProtocolConcern> => {
    const request = carrier.patch([{ at: [name], value }], base);
    if ("reason" in request) return [{ ...of(what), reason: request.reason }];
    return [{ ...of(what), request, expect: accepted(operation, request), isSearch: true }];
  });
  if (!parameter.allowReserved || parameter.in !== "query" || !site.types.has("string")) return cases;
  const request = carrier.patch([{ at: [name], value: RESERVED }], base);
  if ("reason" in request) return cases;
  const asTheyAre: WireText = { $wire: [{ raw: RESERVED }] };
  const plain = JSON.stringify(RESERVED);
  const raw = JSON.parse(JSON.stringify(request).replace(plain, () => JSON.stringify(asTheyAre))) as typeof request;
  const reserved = { ...of("reserved characters as they are"), request: raw, expect: accepted(operation) };
  return [...cases, { ...reserved, isSearch: true }];
}

function lists(site: Site, sample: ProtocolContext["sample"]): [what: string, value: JsonTemplate][] {
  const item = itemSite(site, 0);
  const first = item ? sample(item) : "example";
  if (first === undefined) return [];
  const second = another(first);
  const texts = item && !item.types.has("string") ? [] : TEXTS;
  return [
    ["no items", []],
    ["one item", [first]],
    ["two items", second === undefined ? [first, first] : [first, second]],
    ...texts.map((text): [string, JsonTemplate] => [`item ${percentEncode(text)}`, [text, first]]),
  ];
}

function another(value: JsonTemplate): JsonTemplate | undefined {
  if (typeof value === "number") return value + 1;
  return typeof value === "string" ? `${value}2` : undefined;
}

function objects(site: Site, sample: ProtocolContext["sample"]): [what: string, value: JsonTemplate][] {
  const whole = sample(site);
  if (!isObjectTemplate(whole)) return [];
  const members = memberSites(site).flatMap(({ name, site: member }): [string, Site, JsonTemplate][] => {
    const value = sample(member);
    return value === undefined ? [] : [[name, member, value]];
  });
  const full = { ...whole, ...Object.fromEntries(members.map(([name, , value]) => [name, value])) };
  const text = members.find(([, member]) => member.types.has("string"));
  return [
    ["the smallest object", whole],
    ["every member", full],
    ...(text ? TEXTS : []).map((value): [string, JsonTemplate] => [
      `member ${percentEncode(value)}`,
      { ...whole, [text?.[0] ?? ""]: value },
    ]),
  ];
}
