import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";

/** A document that says the same in another order and with another title. */
export function rewritten(document: JsonObject): JsonObject {
  const turned = reversed(document) as JsonObject;
  return { ...turned, info: { ...(turned["info"] as JsonObject), title: "in other words" } };
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
