import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import { isDataMember, isNameMap } from "../positions.ts";

/** Takes links (OpenAPI 3.1.1, section 4.8.20) that lead nowhere any more out of a part of a document, in place. */
export function dropLinks(node: Json, isKept: (link: Json) => boolean, areNames = false): void {
  if (Array.isArray(node)) {
    for (const item of node) dropLinks(item, isKept);
  } else if (isJsonObject(node)) {
    if (!areNames && isJsonObject(node["links"])) dropFrom(node, node["links"], isKept);
    for (const [member, value] of Object.entries(node)) {
      if (typeof value !== "object" || (!areNames && isDataMember(member))) continue;
      dropLinks(value, isKept, !areNames && isNameMap(member));
    }
  }
}

function dropFrom(holder: JsonObject, links: JsonObject, isKept: (link: Json) => boolean): void {
  for (const [name, link] of Object.entries(links)) if (!isKept(link)) delete links[name];
  if (Object.keys(links).length === 0) delete holder["links"];
}
