import type { Condition, Operator } from "./condition.ts";
import { type Expression, printExpression } from "./runtime-expression.ts";
import { evaluate, type Scope } from "./scope.ts";
import { Binary, describeValue, holdsBytes, type Value } from "./value.ts";

/** Whether a condition holds, and what its expressions yielded. */
export interface Judgement {
  holds: boolean;
  /** For a person: `$statusCode is 404; $response.body#/id is absent`. */
  seen: string;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Judges a simple condition. */
export function judgeCondition(condition: Condition, scope: Scope): Judgement {
  const seen = expressionsOf(condition).map(
    (expression) => `${printExpression(expression)} is ${describeValue(evaluate(expression, scope))}`,
  );
  return { holds: isTrue(yieldOf(condition, scope)), seen: [...new Set(seen)].join("; ") };
}

/** Every expression in a condition. */
export function expressionsOf(condition: Condition): Expression[] {
  switch (condition.kind) {
    case "or":
    case "and":
      return condition.terms.flatMap(expressionsOf);
    case "not":
      return expressionsOf(condition.term);
    case "compare":
      return [...expressionsOf(condition.left), ...expressionsOf(condition.right)];
    case "literal":
      return [];
    case "expression":
      return [condition.expression];
  }
}

/**
 * Compares two values loosely (Arazzo 1.0.1, section 4.6.11): texts whatever their letter case; a
 * number or a boolean with a text that writes one; what is absent is equal to `null`. Arrays, objects
 * and bytes are equal when their contents are, and have no order.
 */
export function compare(left: Value, operator: Operator, right: Value): boolean {
  if (operator === "==") return isEqual(left, right);
  if (operator === "!=") return !isEqual(left, right);
  const [one, other] = comparable(left, right);
  if (typeof one === "number" && typeof other === "number") return isOrdered(one, operator, other);
  return typeof one === "string" && typeof other === "string" && isOrdered(one, operator, other);
}

function yieldOf(condition: Condition, scope: Scope): Value {
  switch (condition.kind) {
    case "or":
      return condition.terms.some((term) => isTrue(yieldOf(term, scope)));
    case "and":
      return condition.terms.every((term) => isTrue(yieldOf(term, scope)));
    case "not":
      return !isTrue(yieldOf(condition.term, scope));
    case "compare":
      return compare(yieldOf(condition.left, scope), condition.operator, yieldOf(condition.right, scope));
    case "literal":
      return condition.value;
    case "expression":
      return evaluate(condition.expression, scope);
  }
}

/** A value by itself holds unless it is absent, `null`, `false`, 0 or empty. */
function isTrue(value: Value): boolean {
  return Boolean(value);
}

function isEqual(left: Value, right: Value): boolean {
  const [one, other] = comparable(left, right);
  if (one === other) return true;
  if (one instanceof Binary && other instanceof Binary) return Buffer.compare(one.bytes, other.bytes) === 0;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (holdsBytes(one) || holdsBytes(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const [ours, theirs] = [Object.entries(one), Object.entries(other)];
  return (
    ours.length === theirs.length &&
    ours.every(([name, value]) => Object.hasOwn(other, name) && isEqual(value, other[name as keyof typeof other]))
  );
}

function comparable(left: Value, right: Value): [Value, Value] {
  const [one, other] = [left ?? null, right ?? null];
  if (typeof one === "string" && typeof other === "string") return [one.toLowerCase(), other.toLowerCase()];
  if (typeof one === "string") return [asTypeOf(other, one), other];
  if (typeof other === "string") return [one, asTypeOf(one, other)];
  return [one, other];
}

function asTypeOf(other: Value, text: string): Value {
  if (typeof other === "number" && NUMBER.test(text)) return Number(text);
  if (typeof other === "boolean" && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return text;
}

function isOrdered<T extends number | string>(one: T, operator: Operator, other: T): boolean {
  switch (operator) {
    case "<":
      return one < other;
    case "<=":
      return one <= other;
    case ">":
      return one > other;
    default:
      return one >= other;
  }
}
