import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { resolveLocal } from "../references.ts";
import { templateNames } from "./parameters.ts";
import type { Report } from "./repair.ts";
import { walkDocument } from "./walk.ts";

const RULE = "path-parameter";

/**
 * Path parameters as the templates have them (OpenAPI 3.1.1, section 4.8.8): a name without a parameter
 * gets one that is any text, a parameter without its name in the path is left out.
 */
export function mendPathParameters(document: JsonObject, report: Report): void {
  const paths = isJsonObject(document["paths"]) ? document["paths"] : {};
  const templates = new Map(Object.keys(paths).map((path) => [below("", "paths", path), path]));
  for (const { kind, value: pathItem, pointer } of walkDocument(document, { without: "schema" })) {
    const path = kind === "path-item" ? templates.get(pointer) : undefined;
    if (path === undefined) continue;
    const names = templateNames(path);
    const shared = keepKnown(document, pathItem, names, path, pointer, report);
    for (const [method, operation] of Object.entries(pathItem)) {
      if (method === "parameters" || !isJsonObject(operation) || operation["responses"] === undefined) continue;
      const at = below(pointer, method);
      const own = keepKnown(document, operation, names, path, at, report);
      for (const name of names.filter((name) => !shared.has(name) && !own.has(name))) {
        const added = { name, in: "path", required: true, schema: { type: "string" } };
        operation["parameters"] = [...((operation["parameters"] as Json[] | undefined) ?? []), added];
        own.add(name);
        report(at, {
          what: `{${name}} of the path ${path} is no declared path parameter: it may be any text`,
          hint: `declare { name: ${name}, in: path, required: true }`,
          rule: RULE,
        });
      }
    }
  }
}

/** Leaves out path parameters that the path does not have. @returns the names of those that stay */
function keepKnown(
  document: JsonObject,
  holder: JsonObject,
  names: string[],
  path: string,
  pointer: string,
  report: Report,
): Set<string> {
  const kept = new Set<string>();
  const list = (holder["parameters"] ?? []) as Json[];
  const remaining = list.filter((entry, index) => {
    const parameter = followed(document, entry);
    if (!isJsonObject(parameter) || parameter["in"] !== "path") return true;
    const name = String(parameter["name"]);
    if (names.includes(name)) return Boolean(kept.add(name));
    report(below(pointer, "parameters", String(index)), {
      what: `the path parameter ${name} is not in the path ${path}: left out`,
      hint: "mend its name, or the name in the path; the letter case counts",
      rule: RULE,
    });
    return false;
  });
  if (remaining.length < list.length) holder["parameters"] = remaining;
  return kept;
}

function followed(document: JsonObject, entry: Json | undefined): Json | undefined {
  let found = entry;
  for (let hops = 0; hops < 100 && isJsonObject(found) && typeof found["$ref"] === "string"; hops++) {
    found = resolveLocal(document, found["$ref"]);
  }
  return found;
}
