/** A runtime expression (Arazzo 1.0.1, section 4.7; OpenAPI 3.1.1, section 4.8.20.4), taken apart. */
export type Expression =
  | { source: "url" | "method" | "statusCode" }
  | RequestExpression
  | ResponseExpression
  | { source: "inputs" | "outputs"; path: string; pointer?: string }
  | { source: "steps"; step: string; path: string; pointer?: string }
  | { source: "workflows"; workflow: string; field: "inputs" | "outputs"; path: string; pointer?: string }
  | { source: "sourceDescriptions"; name: string; reference: string }
  | { source: "components"; kind: string; name: string };

/** Something of the request. */
export type RequestExpression = { source: "request" } & (
  | { part: "header" | "query" | "path"; name: string }
  | BodyExpression
);

/** Something of the response. */
export type ResponseExpression = { source: "response" } & ({ part: "header"; name: string } | BodyExpression);

/** `path` is what follows with dots and indexes, `pointer` what follows `#`. At most one is there. */
export interface BodyExpression {
  part: "body";
  path?: string;
  pointer?: string;
}

/** A text is no runtime expression. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  /** How to mend it. */
  readonly hint: string;

  constructor(what: string, hint: string) {
    super(what);
    this.hint = hint;
  }
}

/** A header field name (RFC 9110, section 5.1). */
const TOKEN = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;
const ID = /^[A-Za-z0-9_-]+$/;
const HEADS =
  "$url, $method, $statusCode, $request.…, $response.…, $inputs.…, $outputs.…, $steps.…, $workflows.…, $sourceDescriptions.…, $components.…";

/**
 * Takes a runtime expression apart.
 *
 * @throws ExpressionError when it is none
 */
export function parseExpression(text: string): Expression {
  const [head = "", rest] = split(text, ".");
  switch (head) {
    case "$url":
    case "$method":
    case "$statusCode":
      if (rest !== undefined) throw new ExpressionError(`nothing can follow ${head}`, `Write ${head} alone.`);
      return { source: head.slice(1) as "url" | "method" | "statusCode" };
    case "$request":
    case "$response":
      return messageExpression(head.slice(1) as "request" | "response", rest ?? "", text);
    case "$inputs":
    case "$outputs":
      return { source: head.slice(1) as "inputs" | "outputs", ...named(rest, text) };
    case "$steps": {
      const [step = "", field, after] = segments(rest);
      if (!ID.test(step) || field !== "outputs") {
        throw new ExpressionError(
          `${text} names no output of a step`,
          "Write $steps.<stepId>.outputs.<name>; a step has no more than that.",
        );
      }
      return { source: "steps", step, ...named(after, text) };
    }
    case "$workflows": {
      const [workflow = "", field, after] = segments(rest);
      if (!ID.test(workflow) || (field !== "inputs" && field !== "outputs")) {
        throw new ExpressionError(
          `${text} names no input or output of a workflow`,
          "Write $workflows.<workflowId>.inputs.<name> or $workflows.<workflowId>.outputs.<name>.",
        );
      }
      return { source: "workflows", workflow, field, ...named(after, text) };
    }
    case "$sourceDescriptions": {
      const [name = "", reference = ""] = split(rest ?? "", ".");
      if (ID.test(name) && reference !== "") return { source: "sourceDescriptions", name, reference };
      throw new ExpressionError(`${text} names nothing of a source`, "Write $sourceDescriptions.<name>.<operationId>.");
    }
    case "$components": {
      const [kind = "", name = ""] = split(rest ?? "", ".");
      if (kind !== "" && name !== "") return { source: "components", kind, name };
      throw new ExpressionError(`${text} names no component`, "Write $components.parameters.<name>.");
    }
    default:
      throw new ExpressionError(`${text} is no runtime expression`, `They begin with ${HEADS}.`);
  }
}

/** The text of an expression: what {@link parseExpression} was given. */
export function printExpression(expression: Expression): string {
  const pointer = "pointer" in expression && expression.pointer !== undefined ? `#${expression.pointer}` : "";
  switch (expression.source) {
    case "request":
    case "response": {
      if (expression.part !== "body") return `$${expression.source}.${expression.part}.${expression.name}`;
      const { path = "" } = expression;
      return `$${expression.source}.body${path === "" || path.startsWith("[") ? path : `.${path}`}${pointer}`;
    }
    case "inputs":
    case "outputs":
      return `$${expression.source}.${expression.path}${pointer}`;
    case "steps":
      return `$steps.${expression.step}.outputs.${expression.path}${pointer}`;
    case "workflows":
      return `$workflows.${expression.workflow}.${expression.field}.${expression.path}${pointer}`;
    case "sourceDescriptions":
      return `$sourceDescriptions.${expression.name}.${expression.reference}`;
    case "components":
      return `$components.${expression.kind}.${expression.name}`;
    default:
      return `$${expression.source}`;
  }
}

/** Whether a text means to be a runtime expression: `$` and a letter. `$5` is a text like any other. */
export function looksLikeExpression(text: string): boolean {
  return /^\$[A-Za-z]/.test(text);
}

function messageExpression(
  source: "request" | "response",
  rest: string,
  text: string,
): RequestExpression | ResponseExpression {
  const [part = "", name] = split(rest, ".");
  if (part === "header" && name !== undefined && TOKEN.test(name)) return { source, part, name };
  if (source === "request" && (part === "query" || part === "path") && name) return { source, part, name };
  const body = /^body(?:(#)(.*)|([.[].+))?$/s.exec(rest);
  if (!body) {
    const parts = source === "request" ? "header.<name>, query.<name>, path.<name>, body" : "header.<name>, body";
    throw new ExpressionError(`${text} names nothing of the ${source}`, `A ${source} has: ${parts}.`);
  }
  const [, hash, pointer = "", path] = body;
  if (hash) return { source, part: "body", pointer: checkedPointer(pointer, text) };
  if (path === undefined) return { source, part: "body" };
  if (path.includes("#") || path === "." || path.startsWith(".[")) throw malformedPath(text);
  return { source, part: "body", path: path.startsWith(".") ? path.slice(1) : path };
}

/** `name`, `name.member[0]`, `name#/pointer`. */
function named(rest: string | undefined, text: string): { path: string; pointer?: string } {
  const [path = "", pointer] = split(rest ?? "", "#");
  if (path === "" || /\s/.test(path)) throw malformedPath(text);
  return pointer === undefined ? { path } : { path, pointer: checkedPointer(pointer, text) };
}

function malformedPath(text: string): ExpressionError {
  return new ExpressionError(`${text} lacks a name`, "Name what is meant, e.g. $inputs.id or $inputs.user#/name.");
}

function checkedPointer(pointer: string, text: string): string {
  if (POINTER.test(pointer)) return pointer;
  throw new ExpressionError(
    `${text} has no JSON Pointer after its #`,
    'A pointer is empty or begins with "/"; "~" is written "~0" in it (RFC 6901).',
  );
}

function segments(text: string | undefined): [string, string | undefined, string | undefined] {
  const [first, rest] = split(text ?? "", ".");
  const [second, third] = split(rest ?? "", ".");
  return [first, second, third];
}

/** What stands before and after the first separator. */
function split(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + separator.length)];
}
