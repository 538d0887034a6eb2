import type { JsonObject, JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import type { Reader } from "./reader.ts";
import { parseValue } from "./value-template.ts";
import type { Output } from "./workflow-document.ts";

/** Reads `outputs` of a step or a workflow. */
export function readOutputs(holder: JsonObject, pointer: JsonPointer, reader: Reader): Output[] {
  return reader.map(holder, "outputs", pointer).flatMap(([name, value, at]) => {
    const template = reader.expression(at, () => parseValue(value));
    if (template === undefined) return [];
    if (template.kind === "expression" || template.kind === "text") return [{ name, pointer: at, value: template }];
    const hint = "Write a runtime expression, e.g. $response.body#/id.";
    reader.complain(below(pointer, "outputs"), "bad-expression", `the output ${name} is no expression`, hint);
    return [];
  });
}
