import type { RequestTemplate } from "../../spec/interchange/case.ts";
import type { Contract, Operation, Parameter } from "../../spec/interchange/contract.ts";
import { decodeParameters } from "../../spec/interchange/decode-parameters.ts";
import { rawTexts } from "../../spec/interchange/decode-request.ts";
import { below } from "../../spec/interchange/pointer.ts";
import type { Artefacts } from "../artefacts.ts";
import { RunError } from "./run-error.ts";

/** Values for parameters of the base requests, by parameter name, wherever the contract has one of that name. */
export type GivenParams = Readonly<Record<string, string>>;

/** @throws RunError (`bad-options`) when no operation has a parameter of a name */
export function checkParamNames(contract: Contract, params: GivenParams): void {
  const known = new Set(contract.operations.flatMap(({ parameters }) => parameters.map(({ name }) => name)));
  const unknown = Object.keys(params).find((name) => !known.has(name));
  if (unknown === undefined) return;
  const hint = `Parameters are: ${[...known].join(", ")}.`;
  throw new RunError("bad-options", `parameter ${unknown}`, "no operation has it", hint);
}

/** A base request with the values in the places of those that it has. */
export function withParams(base: RequestTemplate, params: GivenParams): RequestTemplate {
  const template = structuredClone(base);
  for (const [name, value] of Object.entries(params)) {
    if (Object.hasOwn(template.path, name)) template.path[name] = value;
    if (Object.hasOwn(template.headers, name.toLowerCase())) template.headers[name.toLowerCase()] = value;
    if (Object.hasOwn(template.cookies, name)) template.cookies[name] = value;
    for (const pair of template.query) if (pair.name === name) pair.value = value;
  }
  return template;
}

/**
 * A value that the document refuses would make every case a fault that nobody meant.
 *
 * @throws RunError (`bad-options`) when the schema of a parameter refuses the value that is given for it
 */
export function checkParamValues(
  artefacts: Pick<Artefacts, "schema" | "validator">,
  bases: readonly { operation: Operation; template: RequestTemplate }[],
  params: GivenParams,
): void {
  for (const { operation, template } of bases) {
    for (const parameter of operation.parameters) {
      const message = Object.hasOwn(params, parameter.name) && refusalOf(artefacts, operation, parameter, template);
      if (!message) continue;
      const where = `parameter ${parameter.name}`;
      const what = `the document refuses ${JSON.stringify(params[parameter.name])} for ${operation.id}: ${message}`;
      throw new RunError("bad-options", where, what, "Give a value that is valid, or correct the document.");
    }
  }
}

function refusalOf(
  artefacts: Pick<Artefacts, "schema" | "validator">,
  { parameterSchemas }: Operation,
  parameter: Parameter,
  template: RequestTemplate,
): string | undefined {
  const schemaName = parameterSchemas[parameter.in];
  if (schemaName === undefined) return undefined;
  const name = parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name;
  const raw = rawTexts(parameter.in, template).filter((each) => each.name === name);
  if (raw.length === 0) return undefined;
  const { value } = decodeParameters([parameter], raw, artefacts.schema(schemaName));
  const result = artefacts.validator(schemaName)(value);
  if (result.valid) return undefined;
  const own = result.violations.find(({ pointer }) => `${pointer}/`.startsWith(`${below("", name)}/`));
  return own && `${own.message} [${own.keyword}]`;
}
