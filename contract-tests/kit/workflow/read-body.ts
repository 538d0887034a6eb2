import type { Operation } from "../../../spec/interchange/contract.ts";
import type { Json, JsonObject, JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import type { Reader } from "./reader.ts";
import { parseValue } from "./value-template.ts";
import type { StepBody } from "./workflow-document.ts";

const POINTER = /^(?:\/(?:[^~/]|~[01])*)+$/;

/** Reads the `requestBody` of a step. `undefined` when it has none, or after a complaint. */
export function readBody(
  step: JsonObject,
  pointer: JsonPointer,
  operation: Operation,
  reader: Reader,
): StepBody | undefined {
  if (step["requestBody"] === undefined) return undefined;
  const at = below(pointer, "requestBody");
  const fields = { called: "a request body", required: ["payload"], optional: ["contentType", "replacements"] };
  const body = reader.object(step["requestBody"], at, fields);
  if (!body) return undefined;
  const contentType = reader.text(body, "contentType", at) ?? operation.body?.content[0]?.mediaType;
  if (contentType === undefined) {
    const hint = "Leave the requestBody out, or name a contentType.";
    reader.complain(at, "unknown-body", `${operation.id} takes no body`, hint);
    return undefined;
  }
  const payload = reader.expression(below(at, "payload"), () => parseValue(body["payload"] as Json));
  const isForm = /^multipart\/form-data\b/i.test(contentType);
  if (isForm && payload && payload.kind !== "object" && payload.kind !== "expression") {
    reader.complain(
      below(at, "payload"),
      "wrong-type",
      "a form has to be an object",
      "Write one `part: value` a line.",
    );
  }
  const replacements = reader.list(body, "replacements", at).flatMap(([item, place]) => {
    const shape = { called: "a replacement", required: ["target", "value"] };
    const replacement = reader.object(item, place, shape);
    const target = replacement && reader.text(replacement, "target", place);
    if (!replacement || target === undefined) return [];
    if (!POINTER.test(target)) {
      const hint = "Write the place as /member/0; XPath is not supported.";
      reader.complain(below(place, "target"), "wrong-value", `${target} is no JSON Pointer`, hint);
    }
    const value = reader.expression(below(place, "value"), () => parseValue(replacement["value"] as Json));
    return value ? [{ target, value }] : [];
  });
  return payload && { contentType, payload, replacements };
}
