import type { Mutant, MutantGroup } from "../../mutant.ts";
import { booleanOf, metadataOf, perPageOf } from "../reference/fields.ts";
import { REFERENCE_RULES, type Rules } from "../rules.ts";

const boolean = (name: string, what: string, read: Rules["booleanOf"], breaks = ["type"]): Mutant<Rules> => ({
  name: `requireSignedURLs: ${name}`,
  ...{ what, breaks, rules: { booleanOf: read } },
});
const word = (name: string, text: string, value: boolean) =>
  boolean(name, `takes \`${text}\` for ${value}`, (given) => (given === text ? value : booleanOf(given)));
const metadata = (name: string, what: string, read: (text: string) => unknown, breaks = ["type"]): Mutant<Rules> => ({
  name: `metadata: ${name}`,
  ...{ what, breaks, rules: { metadataOf: (text) => read(text) as Record<string, unknown> | undefined } },
});
const json = (takes: (value: unknown) => boolean) => (text: string) => {
  try {
    const value: unknown = JSON.parse(text);
    return takes(value) ? { value } : metadataOf(text);
  } catch {
    return undefined;
  }
};
const repaired = (pattern: RegExp, proper: string) => (text: string) =>
  metadataOf(text) ?? metadataOf(text.replaceAll(pattern, proper));
const only = (keeps: (value: Record<string, unknown>) => boolean) => (text: string) => {
  const value = metadataOf(text);
  return value && keeps(value) ? value : undefined;
};
const secret = (name: string, what: string, isPrivateCustom: Rules["isPrivateCustom"]): Mutant<Rules> => ({
  name: `id and requireSignedURLs: ${name}`,
  ...{ what, breaks: ["dependentSchemas"], rules: { isPrivateCustom } },
});
const within = (value: number, min = 10, max = 10_000) =>
  Number.isInteger(value) && value >= min && value <= max ? value : undefined;
const page = (name: string, what: string, keyword: string, read: Rules["perPageOf"]): Mutant<Rules> => ({
  name: `per_page: ${name}`,
  ...{ what, breaks: [keyword], rules: { perPageOf: read } },
});
const order = (name: string, what: string, isSortOrder: Rules["isSortOrder"]): Mutant<Rules> => ({
  name: `sort_order: ${name}`,
  ...{ what, breaks: ["enum"], rules: { isSortOrder } },
});

const OTHERWISE_WRITTEN =
  "OpenAPI does not say how a number is written in a query, so a server may read it or refuse it";

/** Texts that are taken for values which they are not, and values that are refused. */
export const COERCION: MutantGroup<Rules> = {
  group: "coercion",
  mutants: [
    word("one", "1", true),
    word("zero", "0", false),
    word("yes", "yes", true),
    word("on", "on", true),
    word("capital", "True", true),
    word("capitals", "TRUE", true),
    word("nothing", "", false),
    word("null", "null", false),
    boolean("trimmed", "takes blanks around", (text) => booleanOf(text.trim())),
    boolean("anything", "takes every other text for false", (text) => text === "true"),
    boolean("truthy", "takes every text for true", () => true, ["dependentSchemas", "properties", "base"]),
    boolean("false refused", "refuses `false`", (text) => (text === "true" ? true : undefined), ["properties", "base"]),
    boolean("true refused", "refuses `true`", (text) => (text === "false" ? false : undefined), ["dependentSchemas"]),
    metadata("array", "takes an array", json(Array.isArray)),
    metadata(
      "null",
      "takes null",
      json((value) => value === null),
    ),
    metadata(
      "number",
      "takes a number",
      json((value) => typeof value === "number"),
    ),
    metadata(
      "string",
      "takes a string",
      json((value) => typeof value === "string"),
    ),
    metadata(
      "boolean",
      "takes a boolean",
      json((value) => typeof value === "boolean"),
    ),
    metadata("empty", "takes the empty text", (text) => (text === "" ? {} : metadataOf(text))),
    metadata("no JSON", "takes text that is no JSON", (text) => metadataOf(text) ?? { text }),
    metadata("single quotes", "takes single quotes", repaired(/'/g, '"')),
    metadata("bare keys", "takes keys without quotes", repaired(/([{,])(\w+):/g, '$1"$2":')),
    metadata("comma at the end", "takes a comma at the end", repaired(/,\}/g, "}")),
    metadata("form", "takes key=value", (text) => (/^\w+=\w+$/.test(text) ? { text } : metadataOf(text))),
    metadata(
      "no members",
      "refuses the empty object",
      only((value) => Object.keys(value).length > 0),
    ),
    metadata(
      "undeclared members",
      "refuses a second member",
      only((value) => Object.keys(value).length < 2),
      ["additionalProperties"],
    ),
    metadata(
      "constructor",
      "refuses a member that every object has",
      only((value) => !Object.hasOwn(value, "constructor")),
      ["additionalProperties"],
    ),
    secret("possible", "makes a private image under a custom id", () => false),
    secret("false refused", "refuses both together", (id, signed) => id !== undefined && signed !== undefined),
    secret("without id", "refuses a private image", (_id, signed) => signed === true),
    page("parseInt", "reads the number before other characters", "type", (text) => within(Number.parseInt(text, 10))),
    page("Number", "takes what JavaScript takes for a number", "type", (text) => within(Number(text))),
    page("hexadecimal", "takes hexadecimal numbers", "type", (text) =>
      /^0x/i.test(text) ? within(Number(text)) : perPageOf(text),
    ),
    {
      ...page("plus", "takes a plus sign", "type", (text) => perPageOf(text.replace(/^\+/, ""))),
      survives: OTHERWISE_WRITTEN,
    },
    {
      ...page("leading zero", "takes leading zeros", "type", (text) => perPageOf(text.replace(/^0+(?=\d)/, ""))),
      survives: OTHERWISE_WRITTEN,
    },
    page("blanks", "takes blanks around", "type", (text) => perPageOf(text.trim())),
    page("fraction", "cuts a fraction off", "type", (text) => perPageOf(text.replace(/\.\d+$/, ""))),
    page("empty", "takes the empty text for the default", "type", (text) => (text === "" ? 1000 : perPageOf(text))),
    page("any text", "takes the default for what is no number", "type", (text) =>
      Number.isNaN(Number(text)) ? 1000 : perPageOf(text),
    ),
    page("from 9 on", "takes one less", "minimum", (text) => within(Number(text), 9)),
    page("from 11 on", "refuses the least", "minimum", (text) => within(Number(text), 11)),
    page("from 0 on", "takes every number up to the greatest", "minimum", (text) => within(Number(text), 0)),
    page("up to 9999", "refuses the greatest", "maximum", (text) => within(Number(text), 10, 9_999)),
    page("up to 10001", "takes one more", "maximum", (text) => within(Number(text), 10, 10_001)),
    page("without maximum", "takes every number from the least on", "maximum", (text) =>
      within(Number(text), 10, Number.POSITIVE_INFINITY),
    ),
    order("any", "takes every text", () => true),
    order("any case", "takes capital letters", (text) => /^(?:asc|desc)$/i.test(text)),
    order("prefix", "takes what starts like an order", (text) => /^(?:asc|desc)/.test(text)),
    order("trimmed", "takes blanks around", (text) => /^(?:asc|desc)$/.test(text.trim())),
    order("empty", "takes the empty text", (text) => text === "" || REFERENCE_RULES.isSortOrder(text)),
    order("asc refused", "refuses `asc`", (text) => text === "desc"),
    order("desc refused", "refuses `desc`", (text) => text === "asc"),
    {
      ...{ name: "query: undeclared", what: "refuses a parameter that is not declared", breaks: ["properties"] },
      rules: {
        isQuery: (pairs) =>
          pairs.every(([name]) => ["continuation_token", "per_page", "sort_order", "creator"].includes(name)),
      },
    },
    {
      ...{ name: "query: no creator", what: "refuses `creator`", breaks: ["properties"] },
      rules: { isQuery: (pairs) => pairs.every(([name]) => name !== "creator") },
    },
    {
      ...{ name: "query: no token", what: "refuses `continuation_token`", breaks: ["workflow/pages/nextPage/"] },
      rules: { isQuery: (pairs) => pairs.every(([name]) => name !== "continuation_token") },
    },
  ],
};
