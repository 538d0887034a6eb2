import type { JsonObject } from "../../../spec/interchange/json.ts";
import { walkDocument } from "../../document/mend/walk.ts";

/**
 * Gives operations whose ids openapi-typescript takes for parts of a JSON Pointer, and decodes, ids without such signs,
 * in place: it would refer to operations that are not there.
 */
export function plainOperationIds(document: JsonObject): void {
  const operations = [...walkDocument(document, { without: "schema" })].filter(({ kind }) => kind === "operation");
  const taken = new Set(operations.map(({ value }) => value["operationId"]));
  for (const { value } of operations) {
    const id = value["operationId"];
    if (typeof id !== "string" || !/[%/~]/.test(id)) continue;
    const wish = id.replaceAll(/[%/~]/g, "_");
    let name = wish;
    for (let count = 2; taken.has(name); count++) name = `${wish}${count}`;
    taken.add(name);
    value["operationId"] = name;
  }
}
