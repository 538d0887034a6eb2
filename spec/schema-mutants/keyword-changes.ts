import { isJsonObject, type Json, type JsonObject } from "../interchange/json.ts";

/** A change of one keyword: what is done, and what becomes of the schema object. */
export interface KeywordChange {
  operator: string;
  schema: JsonObject;
}

/** Keywords that judge nothing by themselves, or that are changed member by member. */
const NOT_DROPPED = new Set([
  ...["$id", "$schema", "$anchor", "$comment", "$defs", "title", "description", "default", "examples", "example"],
  ...["deprecated", "readOnly", "writeOnly", "contentMediaType", "contentEncoding", "discriminator", "properties"],
  ...["externalDocs", "xml"],
]);
const OF_VOCABULARY = new Set(["x-formatMinimum", "x-formatMaximum", "x-maxBytes"]);
const COUNTS = new Set([
  ...["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains", "maxContains"],
  "x-maxBytes",
]);
const BOUNDS = new Set(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]);
const OTHER_SIDE: Record<string, string> = {
  ...{ minimum: "exclusiveMinimum", exclusiveMinimum: "minimum" },
  ...{ maximum: "exclusiveMaximum", exclusiveMaximum: "maximum" },
  ...{ anyOf: "oneOf", oneOf: "anyOf", allOf: "anyOf" },
};

/** What a slip of the pen may make of a keyword: it is forgotten, a bound is off by one, a list has one less or more. */
export function keywordChanges(schema: JsonObject, keyword: string): KeywordChange[] {
  const argument = schema[keyword] as Json;
  const other = OTHER_SIDE[keyword];
  const isJudging = !NOT_DROPPED.has(keyword) && (!keyword.startsWith("x-") || OF_VOCABULARY.has(keyword));
  return [
    ...(isJudging ? [change("dropped", without(schema, keyword))] : []),
    ...(other === undefined || other in schema
      ? []
      : [change(`${other} instead`, { ...without(schema, keyword), [other]: argument })]),
    ...arguments_(schema, keyword, argument).map(([operator, value]) =>
      change(operator, { ...schema, [keyword]: value }),
    ),
  ];
}

/** What may be added to a schema object by mistake: a member is required, others are forbidden. */
export function additions(schema: JsonObject): KeywordChange[] {
  const members = isJsonObject(schema["properties"]) ? Object.keys(schema["properties"]) : [];
  const required = (schema["required"] ?? []) as string[];
  const isOpen = members.length > 0 && !("additionalProperties" in schema) && !("unevaluatedProperties" in schema);
  return [
    ...members
      .filter((name) => !required.includes(name))
      .map((name) => change(`${name} required`, { ...schema, required: [...required, name] })),
    ...(isOpen ? [change("closed", { ...schema, additionalProperties: false })] : []),
  ];
}

function change(operator: string, schema: JsonObject): KeywordChange {
  return { operator, schema };
}

function without(schema: JsonObject, keyword: string): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== keyword));
}

function arguments_(schema: JsonObject, keyword: string, argument: Json): [operator: string, argument: Json][] {
  if (COUNTS.has(keyword)) return steps(argument as number, 1).filter(([, value]) => value >= 0);
  if (BOUNDS.has(keyword)) return steps(argument as number, (schema["multipleOf"] as number | undefined) ?? 1);
  switch (keyword) {
    case "multipleOf":
      return [
        ["doubled", (argument as number) * 2],
        ["halved", (argument as number) / 2],
      ];
    case "x-formatMinimum":
    case "x-formatMaximum":
      return shiftedDurations(String(argument));
    case "pattern":
      return changedPatterns(String(argument));
    case "type":
      return changedTypes(argument as string | string[]);
    case "enum":
      return [...shortened(argument as Json[]), ...lengthened(argument as Json[])];
    case "required":
    case "allOf":
    case "anyOf":
    case "oneOf":
    case "prefixItems":
      return shortened(argument as Json[]);
    case "dependentRequired":
    case "dependentSchemas":
    case "patternProperties":
      return Object.keys(argument as JsonObject).map((name) => [
        `${name} dropped`,
        without(argument as JsonObject, name),
      ]);
    case "uniqueItems":
      return [["flipped", argument !== true]];
    default:
      return [];
  }
}

function steps(value: number, step: number): [string, number][] {
  // 99.99 + 0.01 is to be 100, not 100.00000000000001.
  const exact = (sum: number) => Number(sum.toPrecision(15));
  return [
    [`${step} more`, exact(value + step)],
    [`${step} less`, exact(value - step)],
  ];
}

function shiftedDurations(text: string): [string, string][] {
  const shifted = (by: number) => text.replace(/\d+(?=[A-Z]$)/, (digits) => String(Number(digits) + by));
  return /^now[+-]P.*\d[A-Z]$/.test(text)
    ? [
        ["one more", shifted(1)],
        ["one less", shifted(-1)],
      ]
    : [];
}

function changedPatterns(pattern: string): [string, string][] {
  const changes: [string, string][] = [
    ["without ^", pattern.replace(/^\^/, "")],
    ["without $", pattern.replace(/\$$/, "")],
    ["one time more", pattern.replace(/\{(\d+)\}/, (_, times) => `{${Number(times) + 1}}`)],
    ["one time less", pattern.replace(/\{(\d+)\}/, (_, times) => `{${Number(times) - 1}}`)],
    ["at most one less", pattern.replace(/\{(\d+),(\d+)\}/, (_, from, to) => `{${from},${Number(to) - 1}}`)],
    ["at most one more", pattern.replace(/\{(\d+),(\d+)\}/, (_, from, to) => `{${from},${Number(to) + 1}}`)],
  ];
  return changes.filter(([, changed]) => changed !== pattern && !changed.includes("{-1}"));
}

function changedTypes(type: string | string[]): [string, Json][] {
  const types = [type].flat();
  const nullable: [string, Json][] = types.includes("null") ? [] : [["null too", [...types, "null"]]];
  const fewer = types.length > 1 ? shortened(types) : [];
  if (types.includes("integer")) {
    return [...nullable, ...fewer, ["number", types.map((name) => (name === "integer" ? "number" : name))]];
  }
  if (types.includes("number")) {
    return [...nullable, ...fewer, ["integer", types.map((name) => (name === "number" ? "integer" : name))]];
  }
  return [...nullable, ...fewer];
}

function shortened(list: readonly Json[]): [string, Json[]][] {
  if (list.length < 2) return [];
  return list.map((item, index) => [
    `without ${isJsonObject(item) ? index : String(item)}`,
    list.filter((_, each) => each !== index),
  ]);
}

function lengthened(list: readonly Json[]): [string, Json[]][] {
  const [first] = list;
  if (typeof first === "number") return [["one more", [...list, Math.max(...list.map(Number)) + 1]]];
  if (typeof first !== "string") return [];
  const swapped = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase();
  return list.includes(swapped) ? [] : [[`with ${swapped}`, [...list, swapped]]];
}
