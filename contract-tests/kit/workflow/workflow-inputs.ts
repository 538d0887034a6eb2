import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { decodeText } from "../../../spec/interchange/decode-text.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../spec/interchange/json.ts";
import { isByte } from "../../../spec/vocabulary/text-formats.ts";
import { RunError } from "../run-error.ts";
import type { Values } from "./scope.ts";
import { Binary } from "./value.ts";
import type { Workflow } from "./workflow-document.ts";

/** Where inputs come from besides the document. */
export interface InputSources {
  /** Given by a person, by name. */
  given: Readonly<Record<string, string>>;
  /** A text that no other run has. */
  fresh: (length: number) => string;
}

/**
 * The inputs of a workflow: what is given, else a fresh text of as many characters as the extension
 * `x-fresh` says, else the `default` of the schema. A string of the schema with `contentEncoding:
 * base64` is bytes, a file of the type `contentMediaType` and the name `x-filename`.
 *
 * @throws RunError (`bad-options`) when they break the schema of the inputs
 */
export function workflowInputs(workflow: Workflow, { given, fresh }: InputSources): Values {
  const { properties } = workflow.inputs;
  const schemas = Object.entries(isJsonObject(properties) ? properties : {});
  const inputs: JsonObject = {};
  for (const [name, schema] of schemas) {
    const value = inputOf(name, schema, workflow.inputs, { given, fresh });
    if (value !== undefined) inputs[name] = value;
  }
  refuseInvalid(workflow, inputs);
  return Object.fromEntries(
    schemas.flatMap(([name, schema]) => {
      const value = inputs[name];
      return value === undefined ? [] : [[name, asFile(name, value, schema, workflow)]];
    }),
  );
}

function inputOf(name: string, schema: Json, root: JsonObject, { given, fresh }: InputSources): Json | undefined {
  if (!isJsonObject(schema)) return Object.hasOwn(given, name) ? given[name] : undefined;
  if (Object.hasOwn(given, name)) return decodeText(given[name] as string, schema, root);
  const { "x-fresh": length, default: otherwise } = schema;
  return typeof length === "number" ? fresh(length) : otherwise;
}

/** By schema: compiling one takes longer than many requests. */
const COMPILED = new WeakMap<JsonObject, ValidateFunction>();

function compiled({ id, inputs: schema }: Workflow): ValidateFunction {
  const known = COMPILED.get(schema);
  if (known) return known;
  // The keywords of the document are taken as they are; formats and extensions are annotations.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  const { $schema: _, ...rest } = schema;
  try {
    const validate = ajv.compile(rest);
    COMPILED.set(schema, validate);
    return validate;
  } catch (error) {
    const what = `are no JSON Schema: ${(error as Error).message}`;
    throw new RunError("bad-options", `inputs of the workflow ${id}`, what, "Mend the schema.", { cause: error });
  }
}

function refuseInvalid(workflow: Workflow, inputs: JsonObject): void {
  const { id } = workflow;
  const validate = compiled(workflow);
  if (validate(inputs)) return;
  const violations = (validate.errors ?? []).map(({ instancePath, message, keyword }) =>
    `${instancePath} ${message ?? ""} [${keyword}]`.trim(),
  );
  const hint = "Give a value with --param name=value, or a default in the inputs.";
  throw new RunError(
    "bad-options",
    `inputs of the workflow ${id}`,
    `break their schema: ${violations.join("; ")}`,
    hint,
  );
}

function asFile(name: string, value: Json, schema: Json, { id }: Workflow): Json | Binary {
  if (!isJsonObject(schema) || schema["contentEncoding"] !== "base64" || typeof value !== "string") return value;
  if (!isByte(value)) {
    const hint = "Write padded base64 (RFC 4648, section 4).";
    throw new RunError("bad-options", `input ${name} of the workflow ${id}`, "is no base64", hint);
  }
  const { contentMediaType: type, "x-filename": filename } = schema;
  return new Binary(
    new Uint8Array(Buffer.from(value, "base64")),
    typeof type === "string" ? type : undefined,
    typeof filename === "string" ? filename : undefined,
  );
}

/** @throws RunError (`bad-options`) when a value is given for an input that no workflow has */
export function refuseUnknownInputs(params: Readonly<Record<string, string>>, workflows: readonly Workflow[]): void {
  const known = new Set(workflows.flatMap(({ inputs }) => Object.keys(inputs["properties"] ?? {})));
  const unknown = Object.keys(params).find((name) => !known.has(name));
  if (unknown === undefined) return;
  const hint = `Inputs are: ${[...known].join(", ") || "none"}.`;
  throw new RunError("bad-options", `parameter ${unknown}`, "no workflow has such an input", hint);
}
