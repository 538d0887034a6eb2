import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import type { Repair, Report } from "./repair.ts";

const PLACES = ["path", "query", "header", "cookie"];

/** Lists of parameters without those that have no name or no place, and without repeats (OpenAPI 3.1.1, section 4.8.12). */
export const parameterLists: Repair = {
  kinds: ["path-item", "operation"],
  mend({ value, pointer }, report) {
    const list = value["parameters"];
    if (list === undefined) return;
    const seen = new Set<string>();
    const given: Json[] = Array.isArray(list) ? list : [];
    if (!Array.isArray(list)) {
      report(`${pointer}/parameters`, left("the parameters", "are no list", "write a list of parameters"));
    }
    value["parameters"] = given.filter((parameter, index) =>
      isUsable(parameter, `${pointer}/parameters/${index}`, seen, report),
    );
  },
};

function isUsable(parameter: Json, pointer: string, seen: Set<string>, report: Report): boolean {
  if (!isJsonObject(parameter)) return refuse(report, pointer, "is no object");
  if (typeof parameter["$ref"] === "string") return true;
  const { name, in: place } = parameter;
  if (typeof name !== "string" || name === "") return refuse(report, pointer, "has no name");
  if (place === "querystring") return refuse(report, pointer, "is the whole query string, which is not supported");
  if (!PLACES.includes(String(place))) return refuse(report, pointer, `is in ${JSON.stringify(place)}`);
  const key = `${place} ${name}`;
  if (seen.has(key)) return refuse(report, pointer, `repeats ${name} in ${place}`);
  seen.add(key);
  return true;
}

function refuse(report: Report, pointer: string, why: string): false {
  report(pointer, left("the parameter", why, `a parameter has a name of its own and is in ${PLACES.join(", ")}`));
  return false;
}

function left(subject: string, why: string, hint: string) {
  return { what: `${subject} ${why}: left out`, hint, rule: "invalid-parameter" };
}

/** Path parameters are required, whatever the document says; a parameter without a schema may be anything. */
export const parameters: Repair = {
  kinds: ["parameter"],
  mend({ value, pointer }, report) {
    if (typeof value["$ref"] === "string") return;
    if (value["in"] === "path" && value["required"] !== true) {
      value["required"] = true;
      const hint = "write required: true (OpenAPI 3.1.1, section 4.8.12.2)";
      report(pointer, { what: "a path parameter is always required", hint, rule: "optional-path-parameter" });
    }
    if (value["schema"] !== undefined || hasContent(value)) return;
    value["schema"] = {};
    const hint = "give it a schema, or content with one media type";
    report(pointer, { what: "has no schema: it may be anything", hint, rule: "parameter-without-schema" });
  },
};

function hasContent({ content }: JsonObject): boolean {
  return isJsonObject(content) && Object.keys(content).length > 0;
}

/** The names that a path template holds: `/a/{b}/{c}` has `b` and `c`. */
export function templateNames(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
}
