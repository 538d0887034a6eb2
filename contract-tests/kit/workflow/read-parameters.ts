import type { Operation, ParameterPlace } from "../../../spec/interchange/contract.ts";
import type { Json, JsonObject, JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { type Reader, repeated } from "./reader.ts";
import { referenced } from "./reusable.ts";
import { parseValue } from "./value-template.ts";
import type { StepParameter } from "./workflow-document.ts";

const PLACES: readonly string[] = ["path", "query", "header", "cookie"] satisfies ParameterPlace[];

interface Placed extends StepParameter {
  pointer: JsonPointer;
}

/**
 * The parameters of a step: its own, then those of its workflow that the operation declares. What the
 * operation requires has to be among them; with a URL of its own, a step has no path parameters.
 */
export function readParameters(
  [step, stepPointer]: [JsonObject, JsonPointer],
  [workflow, workflowPointer]: [JsonObject, JsonPointer],
  operation: Operation,
  hasUrl: boolean,
  components: JsonObject,
  reader: Reader,
): StepParameter[] {
  const read = (holder: JsonObject, pointer: JsonPointer): Placed[] =>
    reader.list(holder, "parameters", pointer).flatMap(([item, at]) => {
      const value = referenced(item, at, "parameters", components, reader);
      return value === undefined ? [] : (readParameter(value, at, operation, reader) ?? []);
    });
  const own = read(step, stepPointer);
  for (const { name, pointer } of repeated(own, key)) {
    reader.complain(pointer, "repeated-parameter", `the parameter ${name} is given twice`, "Give it once.");
  }
  for (const parameter of own) checkOwn(parameter, operation, hasUrl, reader);
  const shared = read(workflow, workflowPointer).filter(
    (parameter) =>
      !own.some((each) => key(each) === key(parameter)) &&
      (parameter.declared !== undefined || parameter.in === "header") &&
      !(hasUrl && parameter.in !== "header"),
  );
  const all = [...own, ...shared];
  for (const { name, in: place, required } of operation.parameters) {
    if (!required || (hasUrl && place === "path") || all.some((each) => key(each) === key({ name, in: place })))
      continue;
    const hint = `Add { name: ${name}, in: ${place}, value: … }.`;
    reader.complain(stepPointer, "missing-parameter", `${operation.id} requires the ${place} parameter ${name}`, hint);
  }
  return all.map(({ pointer: _, ...parameter }) => parameter);
}

function readParameter(value: Json, pointer: JsonPointer, operation: Operation, reader: Reader): Placed | undefined {
  const fields = { called: "a parameter", required: ["name", "in", "value"] };
  const parameter = reader.object(value, pointer, fields);
  const name = parameter && reader.text(parameter, "name", pointer);
  const place = parameter && reader.text(parameter, "in", pointer);
  if (!parameter || name === undefined || place === undefined) return undefined;
  if (!PLACES.includes(place)) {
    const hint = `A parameter is in: ${PLACES.join(", ")}.`;
    reader.complain(below(pointer, "in"), "wrong-value", `there are no parameters in "${place}"`, hint);
    return undefined;
  }
  const template = reader.expression(below(pointer, "value"), () => parseValue(parameter["value"] as Json));
  if (!template) return undefined;
  const wanted = { name, in: place as ParameterPlace };
  const declared = operation.parameters.find((each) => key(each) === key(wanted));
  return { ...wanted, pointer, value: template, ...(declared ? { declared } : {}) };
}

function checkOwn(
  { name, in: place, declared, pointer }: Placed,
  operation: Operation,
  hasUrl: boolean,
  reader: Reader,
) {
  if (place === "header" && name.toLowerCase() === "content-type") {
    const hint = "Give it as contentType of the requestBody.";
    reader.complain(pointer, "wrong-value", "Content-Type is no parameter", hint);
  } else if (hasUrl && (place === "path" || place === "query")) {
    reader.complain(
      pointer,
      "wrong-value",
      `a step with x-url has no ${place} parameters`,
      "The URL is sent as it is.",
    );
  } else if (!declared && place !== "header") {
    const known = operation.parameters.map((each) => `${each.name} (${each.in})`).join(", ") || "none";
    const hint = `Its parameters are: ${known}.`;
    reader.complain(pointer, "unknown-parameter", `${operation.id} has no ${place} parameter ${name}`, hint);
  }
}

function key({ name, in: place }: Pick<StepParameter, "name" | "in">): string {
  return `${place} ${place === "header" ? name.toLowerCase() : name}`;
}
