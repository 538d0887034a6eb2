import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import type { Reader } from "./reader.ts";
import { parseExpression } from "./runtime-expression.ts";

/**
 * What a Reusable Object (Arazzo 1.0.1, section 4.6.10) stands for; any other value as it is. A
 * parameter may be given another value where it is used.
 */
export function referenced(
  value: Json,
  pointer: JsonPointer,
  kind: "parameters" | "successActions" | "failureActions",
  components: JsonObject,
  reader: Reader,
): Json | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, "reference")) return value;
  const text = reader.text(value, "reference", pointer);
  if (text === undefined) return undefined;
  const expression = reader.expression(below(pointer, "reference"), () => parseExpression(text));
  if (!expression) return undefined;
  const shared = components[kind];
  if (expression.source === "components" && expression.kind === kind && isJsonObject(shared)) {
    const found = Object.hasOwn(shared, expression.name) ? shared[expression.name] : undefined;
    if (isJsonObject(found)) return value["value"] === undefined ? found : { ...found, value: value["value"] };
  }
  const known = isJsonObject(shared) ? Object.keys(shared).map((name) => `$components.${kind}.${name}`) : [];
  const hint = known.length > 0 ? `There are: ${known.join(", ")}.` : `Describe it under components/${kind}.`;
  reader.complain(below(pointer, "reference"), "unresolved-reference", `${text} leads nowhere`, hint);
  return undefined;
}
