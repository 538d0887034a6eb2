import type { Contract, Operation } from "../../../spec/interchange/contract.ts";
import type { Json, JsonObject, JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { readActions } from "./read-actions.ts";
import { readBody } from "./read-body.ts";
import { readCriteria } from "./read-criteria.ts";
import { readOutputs } from "./read-outputs.ts";
import { readParameters } from "./read-parameters.ts";
import type { Reader } from "./reader.ts";
import { parseExpression } from "./runtime-expression.ts";
import type { Step } from "./workflow-document.ts";

/** What a step is read in. */
export interface StepSurroundings {
  contract: Contract;
  /** The name of the source description. */
  source: string;
  components: JsonObject;
  workflow: JsonObject;
  /** Of the workflow. */
  pointer: JsonPointer;
  reader: Reader;
}

const OPTIONAL = [
  ...["description", "operationId", "operationPath", "workflowId", "parameters", "requestBody"],
  ...["successCriteria", "onSuccess", "onFailure", "outputs"],
];

/** Reads one step, together with what its workflow says for all steps. `undefined` after a complaint. */
export function readStep(value: Json, pointer: JsonPointer, surroundings: StepSurroundings): Step | undefined {
  const { reader, workflow, components } = surroundings;
  const step = reader.object(value, pointer, { called: "a step", required: ["stepId"], optional: OPTIONAL });
  const id = step && reader.text(step, "stepId", pointer);
  if (!step || id === undefined) return undefined;
  if (!/^[A-Za-z0-9_-]+$/.test(id)) {
    reader.complain(below(pointer, "stepId"), "bad-name", `"${id}" is no id`, "Use letters, digits, _ and - only.");
  }
  const operation = readOperation(step, pointer, surroundings);
  if (!operation) return undefined;
  const to = reader.text(step, "x-url", pointer);
  const url = to === undefined ? undefined : reader.expression(below(pointer, "x-url"), () => parseExpression(to));
  const followLinks = step["x-follow-links"] ?? false;
  if (typeof followLinks !== "boolean") {
    const what = "x-follow-links is true or false";
    reader.complain(below(pointer, "x-follow-links"), "wrong-type", what, "Write true to follow the links.");
  }
  const own: [JsonObject, JsonPointer] = [step, pointer];
  const shared: [JsonObject, JsonPointer] = [workflow, surroundings.pointer];
  const body = readBody(step, pointer, operation, reader);
  return {
    id,
    pointer,
    operation,
    ...(url ? { url } : {}),
    followLinks: followLinks === true,
    parameters: readParameters(own, shared, operation, to !== undefined, components, reader),
    ...(body ? { body } : {}),
    criteria: readCriteria(step, "successCriteria", pointer, reader),
    onSuccess: readActions("success", own, shared, components, reader),
    onFailure: readActions("failure", own, shared, components, reader),
    outputs: readOutputs(step, pointer, reader),
  };
}

function readOperation(
  step: JsonObject,
  pointer: JsonPointer,
  { contract, source, reader }: StepSurroundings,
): Operation | undefined {
  const kinds = ["operationId", "operationPath", "workflowId"].filter((name) => Object.hasOwn(step, name));
  if (kinds.length !== 1) {
    const what = kinds.length === 0 ? "the step calls nothing" : `${kinds.join(" and ")} exclude each other`;
    reader.complain(pointer, "wrong-call", what, "Give either operationId or operationPath.");
    return undefined;
  }
  if (kinds[0] === "workflowId") {
    const hint = "Write its steps here, or let the workflow depend on it with dependsOn.";
    reader.complain(below(pointer, "workflowId"), "unsupported", "steps that call a workflow are not supported", hint);
    return undefined;
  }
  const text = reader.text(step, kinds[0] as string, pointer);
  if (text === undefined) return undefined;
  const at = below(pointer, kinds[0] as string);
  return kinds[0] === "operationId" ? byId(text, at) : byPath(text, at);

  function byId(id: string, at: JsonPointer): Operation | undefined {
    const expression = id.startsWith("$") ? reader.expression(at, () => parseExpression(id)) : undefined;
    if (id.startsWith("$") && !expression) return undefined;
    const isOurs = !expression || (expression.source === "sourceDescriptions" && expression.name === source);
    const wanted = expression?.source === "sourceDescriptions" ? expression.reference : id;
    const found = isOurs ? contract.operations.find((operation) => operation.id === wanted) : undefined;
    if (!found)
      unknown(
        at,
        id,
        contract.operations.map((operation) => operation.id),
      );
    return found;
  }

  function byPath(path: string, at: JsonPointer): Operation | undefined {
    const [, name, place] = /^\{\$sourceDescriptions\.([A-Za-z0-9_-]+)\.url\}#(\/.*)$/.exec(path) ?? [];
    const found = name === source ? contract.operations.find((operation) => operation.pointer === place) : undefined;
    if (!found) {
      const all = contract.operations.map((operation) => `{$sourceDescriptions.${source}.url}#${operation.pointer}`);
      unknown(at, path, all);
    }
    return found;
  }

  function unknown(at: JsonPointer, text: string, known: string[]): void {
    const hint = `The operations are: ${known.join(", ")}.`;
    reader.complain(at, "unknown-operation", `the document has no operation ${text}`, hint);
  }
}
