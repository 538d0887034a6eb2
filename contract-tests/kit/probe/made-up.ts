import type { Operation } from "../../../spec/interchange/contract.ts";
import { isJsonObject, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { atPointer } from "../workflow/value.ts";

/**
 * The path parameters of an operation whose values nobody has named: neither the person who runs it
 * nor the document by an example. What such a value names is hardly there.
 *
 * @param given - the names of parameters with a value from outside
 */
export function madeUpParameters(
  operation: Operation,
  document: JsonObject | undefined,
  given: ReadonlySet<string>,
): string[] {
  return operation.parameters
    .filter(({ in: place, name, pointer }) => place === "path" && !given.has(name) && !hasExample(document, pointer))
    .map(({ name }) => name);
}

function hasExample(document: JsonObject | undefined, pointer: JsonPointer): boolean {
  if (document === undefined) return false;
  const parameter = atPointer(document, pointer);
  if (!isJsonObject(parameter)) return false;
  const holders = [parameter, parameter["schema"]].filter((each): each is JsonObject => isJsonObject(each));
  return holders.some((each) =>
    ["example", "examples", "default", "enum", "const"].some((keyword) => each[keyword] !== undefined),
  );
}
