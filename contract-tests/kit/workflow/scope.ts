import type { Json } from "../../../spec/interchange/json.ts";
import { mediaTypeOf } from "../checks/documented.ts";
import type { WireRequest, WireResponse } from "../wire-message.ts";
import { headerValue, textOf } from "../wire-message.ts";
import { type Expression, printExpression, type RequestExpression } from "./runtime-expression.ts";
import { atPointer, Binary, dereference, type Present, type Value } from "./value.ts";

/** Values by name. */
export type Values = Readonly<Record<string, Value>>;

/** A request as expressions see it. */
export interface RequestView {
  wire: WireRequest;
  /** Path parameters before their percent-encoding. */
  path: Readonly<Record<string, string>>;
  query: readonly { name: string; value: string }[];
  /** What the body was made from. */
  body: Value;
}

/** All that expressions can look at. What is not there yet is absent. */
export interface Scope {
  inputs: Values;
  /** Outputs of the steps that have run, by step id. */
  steps: Readonly<Record<string, Values>>;
  /** Inputs and outputs of the workflows that have run, by workflow id. */
  workflows: Readonly<Record<string, { inputs: Values; outputs: Values }>>;
  request?: RequestView;
  response?: WireResponse;
}

/** An expression has no value, and nothing may be made of that. */
export class UnresolvedError extends Error {
  override readonly name = "UnresolvedError";
}

/** The value of an expression; `undefined` when what it names is not there. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const { request, response } = scope;
  switch (expression.source) {
    case "url":
      return request?.wire.url;
    case "method":
      return request?.wire.method;
    case "statusCode":
      return response?.status;
    case "request":
      return request && ofRequest(expression, request);
    case "response":
      if (!response) return undefined;
      if (expression.part === "header") return headerValue(response.headers, expression.name);
      return within(bodyOf(response), expression);
    case "inputs":
      return within(scope.inputs, expression);
    case "steps":
      return within(own(scope.steps, expression.step), expression);
    case "workflows":
      return within(own(scope.workflows, expression.workflow)?.[expression.field], expression);
    default:
      return undefined;
  }
}

/** The value of an expression that has to have one. @throws UnresolvedError */
export function resolve(expression: Expression, scope: Scope): Present {
  const value = evaluate(expression, scope);
  if (value !== undefined) return value;
  throw new UnresolvedError(`${printExpression(expression)} yields nothing${because(expression, scope)}`);
}

/** A body by its media type: JSON is read, other UTF-8 is text, everything else stays bytes; an empty one is absent. */
export function bodyOf(response: WireResponse): Value {
  const type = mediaTypeOf(headerValue(response.headers, "content-type") ?? "");
  if (response.body.length === 0) return undefined;
  const isText = /^text\/|^application\/(?:.*\+)?(?:json|xml)$|^application\/x-www-form-urlencoded$|^$/.test(type);
  const text = isText ? textOf(response.body) : undefined;
  if (text === undefined) return new Binary(response.body, type);
  if (!/[/+]json$/.test(type)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function ofRequest(expression: RequestExpression, request: RequestView): Value {
  switch (expression.part) {
    case "header":
      return headerValue(request.wire.headers, expression.name);
    case "query":
      return request.query.find(({ name }) => name === expression.name)?.value;
    case "path":
      return own(request.path, expression.name);
    case "body":
      return within(request.body, expression);
  }
}

function within(holder: Value | Values, { path, pointer }: { path?: string; pointer?: string }): Value {
  const named = path === undefined ? (holder as Value) : dereference(holder as Value, path);
  return pointer === undefined ? named : atPointer(named, pointer);
}

function because(expression: Expression, scope: Scope): string {
  if (expression.source === "steps" && !Object.hasOwn(scope.steps, expression.step))
    return `: the step ${expression.step} has not succeeded`;
  if (expression.source === "workflows" && !Object.hasOwn(scope.workflows, expression.workflow))
    return `: the workflow ${expression.workflow} has not run`;
  return "";
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
