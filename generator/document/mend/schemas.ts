import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { keywordShape } from "../dialect.ts";
import { mendPatterns } from "./patterns.ts";
import type { Repair, Report } from "./repair.ts";

const META = "https://json-schema.org/draft/2020-12/meta";
const VOCABULARIES = ["validation", "meta-data", "content", "format-annotation"];

/**
 * Schemas whose keywords have arguments that mean something (JSON Schema 2020-12, validation); those
 * that have not are left out. Patterns are brought to the form that the `u` flag takes.
 */
export const schemas = (version: string): Repair => ({
  kinds: ["schema", "parameter", "header", "media-type"],
  mend({ kind, value, pointer }, report) {
    if (kind !== "schema") {
      mendHeld(value, "schema", pointer, report);
      return;
    }
    for (const [keyword, argument] of Object.entries(value)) {
      const place = below(pointer, keyword);
      const shape = keywordShape(keyword);
      if (shape === "data") mendArgument(value, keyword, argument, place, version, report);
      else if (shape === "schema") mendItems(value, keyword, pointer, report);
      else if (shape === "schemas" || shape === "schema-map")
        mendSeveral(value, keyword, argument, shape, place, report);
    }
    mendPatterns(value, pointer, report);
  },
});

/** `items` of draft 4 and before could be a list: one schema for each place. */
function mendItems(schema: JsonObject, keyword: string, pointer: string, report: Report): void {
  const { items } = schema;
  if (keyword !== "items" || !Array.isArray(items)) {
    mendHeld(schema, keyword, pointer, report);
    return;
  }
  delete schema["items"];
  if (items.length > 0) schema["prefixItems"] = items;
  report(below(pointer, "items"), {
    what: "is a list: it is taken for prefixItems",
    hint: "write prefixItems (JSON Schema 2020-12, section 10.3.1.1)",
    rule: "invalid-keyword-argument",
  });
}

function mendSeveral(
  schema: JsonObject,
  keyword: string,
  argument: Json,
  shape: "schemas" | "schema-map",
  place: string,
  report: Report,
): void {
  const isSound = shape === "schemas" ? Array.isArray(argument) && argument.length > 0 : isJsonObject(argument);
  if (!isSound) {
    drop(
      schema,
      keyword,
      place,
      `must be ${shape === "schemas" ? "a list of schemas" : "an object of schemas"}`,
      report,
    );
    return;
  }
  for (const key of Object.keys(argument as object)) mendHeld(argument as JsonObject, key, place, report);
}

/** A schema is an object or a boolean; anything else is taken for one that takes everything. */
function mendHeld(holder: JsonObject, member: string, pointer: string, report: Report): void {
  const held = holder[member];
  if (held === undefined || isJsonObject(held) || typeof held === "boolean") return;
  holder[member] = {};
  report(below(pointer, member), {
    what: "is no schema: it may be anything",
    hint: "write an object of keywords, or `true` for anything",
    rule: "invalid-schema",
  });
}

function mendArgument(
  schema: JsonObject,
  keyword: string,
  argument: Json,
  place: string,
  version: string,
  report: Report,
): void {
  const isOld = version.startsWith("3.0");
  if (isOld && keyword.startsWith("exclusive") && typeof argument === "boolean") return;
  const check = argumentCheck(keyword);
  if (check && !check(argument)) {
    const [error] = check.errors ?? [];
    drop(schema, keyword, place, error ? inWords(error) : "has no meaning so", report);
    return;
  }
}

const HINT = "see the keyword in JSON Schema 2020-12 (validation) for the values that it takes";

function inWords({ keyword, message = "has no meaning so", params }: ErrorObject): string {
  return keyword === "enum" ? `must be one of ${(params["allowedValues"] as Json[]).join(", ")}` : message;
}

function drop(schema: JsonObject, keyword: string, place: string, why: string, report: Report): void {
  delete schema[keyword];
  const what = `${keyword} ${why}: it is left out, and nothing checks it`;
  report(place, { what, hint: HINT, rule: "invalid-keyword-argument" });
}

const checks = new Map<string, ValidateFunction | undefined>();
const metaschemas = new Ajv2020({ strict: false, logger: false });

/** Checks an argument by the metaschema of JSON Schema 2020-12 itself. */
function argumentCheck(keyword: string): ValidateFunction | undefined {
  if (!checks.has(keyword)) {
    const home = VOCABULARIES.map((name) => `${META}/${name}`).find((id) => {
      const schema = metaschemas.getSchema(id)?.schema as { properties?: JsonObject } | undefined;
      return Object.hasOwn(schema?.properties ?? {}, keyword);
    });
    checks.set(
      keyword,
      home === undefined ? undefined : metaschemas.compile({ $ref: `${home}#/properties/${keyword}` }),
    );
  }
  return checks.get(keyword);
}
