import parse from "spdx-expression-parse";
import { isJsonObject, type JsonObject } from "../../../spec/interchange/json.ts";

/**
 * The license of a document as `package.json` names one: its SPDX expression, or its name where that is one
 * (OpenAPI 3.1.1, section 4.8.4). What is none is left to be said by people.
 */
export function spdxLicense(document: JsonObject): string | undefined {
  const info = document["info"];
  const license = isJsonObject(info) ? info["license"] : undefined;
  if (!isJsonObject(license)) return undefined;
  return [license["identifier"], license["name"]].find((text) => typeof text === "string" && isSpdx(text)) as
    | string
    | undefined;
}

function isSpdx(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
