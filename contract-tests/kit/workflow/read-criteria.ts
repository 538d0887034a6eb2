import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { isCheckable, textMatcher } from "../../../spec/patterns/text-matcher.ts";
import { parseCondition } from "./condition.ts";
import type { Reader } from "./reader.ts";
import { parseExpression } from "./runtime-expression.ts";
import type { Criterion } from "./workflow-document.ts";

/** Reads the criteria in a field of a step or an action. */
export function readCriteria(holder: JsonObject, name: string, pointer: JsonPointer, reader: Reader): Criterion[] {
  return reader.list(holder, name, pointer).flatMap(([item, at]) => readCriterion(item, at, reader) ?? []);
}

function readCriterion(value: Json, pointer: JsonPointer, reader: Reader): Criterion | undefined {
  const fields = { called: "a criterion", required: ["condition"], optional: ["context", "type"] };
  const criterion = reader.object(value, pointer, fields);
  const text = criterion && reader.text(criterion, "condition", pointer);
  if (!criterion || text === undefined) return undefined;
  const { type = "simple" } = criterion;
  if (type === "simple") {
    const at = below(pointer, "condition");
    const condition = reader.expression(at, () => parseCondition(text));
    return condition && { kind: "simple", pointer, text, condition };
  }
  if (type === "regex") return readRegex(criterion, text, pointer, reader);
  const named = isJsonObject(type) ? type["type"] : type;
  const isKnown = named === "jsonpath" || named === "xpath";
  reader.complain(
    below(pointer, "type"),
    isKnown ? "unsupported" : "wrong-value",
    isKnown ? `criteria of the type ${named} are not supported` : "the type of a criterion is simple or regex",
    "Point at what is meant in a simple condition, e.g. $response.body#/images/0/id == 'a'.",
  );
  return undefined;
}

function readRegex(criterion: JsonObject, text: string, pointer: JsonPointer, reader: Reader): Criterion | undefined {
  const of = reader.text(criterion, "context", pointer);
  if (of === undefined) {
    const hint = "Say what the pattern is applied to, e.g. context: $response.body#/id.";
    reader.complain(pointer, "missing-field", 'a regex criterion lacks "context"', hint);
    return undefined;
  }
  const context = reader.expression(below(pointer, "context"), () => parseExpression(of));
  try {
    new RegExp(text, "u");
    if (isCheckable(text)) return context && { kind: "regex", pointer, text, context, pattern: textMatcher(text) };
    const hint =
      "Write it so that a text can be read in one way only: no repetition in a repetition, no back reference.";
    reader.complain(below(pointer, "condition"), "slow-pattern", "may take for ever to check", hint);
    return undefined;
  } catch (error) {
    const what = `is no regular expression: ${(error as Error).message}`;
    reader.complain(below(pointer, "condition"), "bad-pattern", what, "Write it as ECMAScript with the u flag does.");
    return undefined;
  }
}
