import { isJsonObject, type Json } from "../../../spec/interchange/json.ts";
import { type Expression, looksLikeExpression, parseExpression, printExpression } from "./runtime-expression.ts";
import { resolve, type Scope, UnresolvedError } from "./scope.ts";
import { type Present, textOfValue } from "./value.ts";

/** A value of a workflow with its expressions taken apart. */
export type ValueTemplate =
  | { kind: "literal"; value: Json }
  /** The whole value, with its type. */
  | { kind: "expression"; expression: Expression }
  /** A text with expressions in it: `workflow/{$inputs.run}`. */
  | { kind: "text"; pieces: (string | Expression)[] }
  | { kind: "array"; items: ValueTemplate[] }
  | { kind: "object"; members: [name: string, value: ValueTemplate][] };

/**
 * Takes a value apart. A string is an expression as a whole when it begins with `$` and a letter, and
 * holds expressions between `{$` and the next `}`.
 *
 * @throws ExpressionError when an expression is malformed
 */
export function parseValue(value: Json): ValueTemplate {
  if (typeof value === "string") return parseText(value);
  if (Array.isArray(value)) return { kind: "array", items: value.map(parseValue) };
  if (isJsonObject(value)) {
    return { kind: "object", members: Object.entries(value).map(([name, each]) => [name, parseValue(each)]) };
  }
  return { kind: "literal", value };
}

/** Every expression in a value. */
export function expressionsIn(template: ValueTemplate): Expression[] {
  switch (template.kind) {
    case "literal":
      return [];
    case "expression":
      return [template.expression];
    case "text":
      return template.pieces.filter((piece) => typeof piece !== "string");
    case "array":
      return template.items.flatMap(expressionsIn);
    case "object":
      return template.members.flatMap(([, value]) => expressionsIn(value));
  }
}

/** Puts values in the place of the expressions. @throws UnresolvedError when one yields nothing, or bytes inside a text */
export function fillValue(template: ValueTemplate, scope: Scope): Present {
  switch (template.kind) {
    case "literal":
      return template.value;
    case "expression":
      return resolve(template.expression, scope);
    case "text":
      return template.pieces.map((piece) => (typeof piece === "string" ? piece : textIn(piece, scope))).join("");
    case "array":
      return template.items.map((item) => fillValue(item, scope));
    case "object":
      return Object.fromEntries(template.members.map(([name, value]) => [name, fillValue(value, scope)]));
  }
}

function parseText(text: string): ValueTemplate {
  if (looksLikeExpression(text)) return { kind: "expression", expression: parseExpression(text) };
  const pieces = text.split(/\{(\$[A-Za-z][^{}]*)\}/);
  if (pieces.length === 1) return { kind: "literal", value: text };
  const parsed = pieces.map((piece, index) => (index % 2 === 0 ? piece : parseExpression(piece)));
  return { kind: "text", pieces: parsed.filter((piece) => piece !== "") };
}

function textIn(expression: Expression, scope: Scope): string {
  const value = resolve(expression, scope);
  const text = textOfValue(value);
  if (text !== undefined) return text;
  throw new UnresolvedError(`${printExpression(expression)} yields bytes, which cannot stand inside a text`);
}
