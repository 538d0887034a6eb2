import type { Contract } from "../../../spec/interchange/contract.ts";
import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { checkReferences } from "./check-references.ts";
import { readOutputs } from "./read-outputs.ts";
import { readStep, type StepSurroundings } from "./read-step.ts";
import { createReader, type Reader, repeated } from "./reader.ts";
import type { Workflow, WorkflowDocument } from "./workflow-document.ts";
import { WorkflowError } from "./workflow-problem.ts";
import { readSource } from "./workflow-source.ts";
import { readYaml } from "./yaml-source.ts";

/**
 * Reads an Arazzo 1.0 document and ties its steps to the operations of a contract.
 *
 * What is refused as not supported: sources of the type `arazzo`, steps and actions that call another
 * workflow, `retry` by way of another step, and the criteria `jsonpath` and `xpath`.
 *
 * @param file - for messages
 * @throws WorkflowError with every problem: place, what is wrong, how to mend it
 */
export function readWorkflows(file: string, text: string, contract: Contract): WorkflowDocument {
  const source = readYaml(file, text);
  const reader = createReader(source);
  const document = readDocument(source.value, file, contract, reader);
  if (reader.problems.length > 0 || !document) throw new WorkflowError(reader.problems);
  return document;
}

function readDocument(value: Json, file: string, contract: Contract, reader: Reader): WorkflowDocument | undefined {
  const root = reader.object(value, "", {
    called: "an Arazzo document",
    required: ["arazzo", "info", "sourceDescriptions", "workflows"],
    optional: ["components"],
  });
  if (!root) return undefined;
  const version = reader.text(root, "arazzo", "");
  if (version !== undefined && !/^1\.0\.\d+$/.test(version)) {
    reader.complain("/arazzo", "wrong-version", `Arazzo ${version} is not supported`, "Write arazzo: 1.0.1.");
  }
  const info = reader.object(root["info"], "/info", {
    called: "info",
    required: ["title", "version"],
    optional: ["summary", "description"],
  });
  const source = readSource(root, reader);
  const components = readComponents(root, reader);
  const items = reader.list(root, "workflows", "");
  if (items.length === 0) {
    reader.complain("/workflows", "no-workflow", "there is no workflow", "Describe at least one.");
  }
  const workflows = items.flatMap(([item, pointer]) => {
    const workflow = readWorkflow(item, pointer, { contract, components, source: source?.name ?? "", reader });
    return workflow ? [workflow] : [];
  });
  for (const { id, pointer } of repeated(workflows, (workflow) => workflow.id)) {
    reader.complain(
      pointer,
      "repeated-id",
      `a second workflow has the id ${id}`,
      "Give each workflow an id of its own.",
    );
  }
  for (const workflow of workflows) checkReferences(workflow, workflows, reader);
  if (!info) return undefined;
  const title = reader.text(info, "title", "/info") ?? "";
  return { file, title, version: reader.text(info, "version", "/info") ?? "", workflows: inOrder(workflows, reader) };
}

function readComponents(root: JsonObject, reader: Reader): JsonObject {
  if (root["components"] === undefined) return {};
  const kinds = ["inputs", "parameters", "successActions", "failureActions"];
  return reader.object(root["components"], "/components", { called: "components", optional: kinds }) ?? {};
}

function readWorkflow(
  value: Json,
  pointer: JsonPointer,
  surroundings: Pick<StepSurroundings, "contract" | "components" | "source" | "reader">,
): Workflow | undefined {
  const { reader, components } = surroundings;
  const workflow = reader.object(value, pointer, {
    called: "a workflow",
    required: ["workflowId", "steps"],
    optional: [
      "summary",
      "description",
      "inputs",
      "dependsOn",
      "successActions",
      "failureActions",
      "outputs",
      "parameters",
    ],
  });
  const id = workflow && reader.text(workflow, "workflowId", pointer);
  if (!workflow || id === undefined) return undefined;
  if (!/^[A-Za-z0-9_-]+$/.test(id)) {
    reader.complain(below(pointer, "workflowId"), "bad-name", `"${id}" is no id`, "Use letters, digits, _ and - only.");
  }
  const items = reader.list(workflow, "steps", pointer);
  if (items.length === 0) reader.complain(pointer, "no-step", `${id} has no step`, "Describe at least one.");
  const steps = items.flatMap(([item, at]) => readStep(item, at, { ...surroundings, workflow, pointer }) ?? []);
  for (const step of repeated(steps, (each) => each.id)) {
    reader.complain(
      step.pointer,
      "repeated-id",
      `a second step has the id ${step.id}`,
      "Give each step an id of its own.",
    );
  }
  const dependsOn = reader
    .list(workflow, "dependsOn", pointer)
    .flatMap(([item]) => (typeof item === "string" ? item : []));
  const inputs = readInputs(workflow, pointer, components, reader);
  return { id, pointer, inputs, dependsOn, steps, outputs: readOutputs(workflow, pointer, reader) };
}

function readInputs(workflow: JsonObject, pointer: JsonPointer, components: JsonObject, reader: Reader): JsonObject {
  const at = below(pointer, "inputs");
  const { inputs = {} } = workflow;
  if (!isJsonObject(inputs)) {
    reader.complain(at, "wrong-type", '"inputs" has to be an object', "Write a JSON Schema of an object.");
    return {};
  }
  const { $ref: reference } = inputs;
  if (reference === undefined) return inputs;
  const name = /^#\/components\/inputs\/([a-zA-Z0-9._-]+)$/.exec(String(reference))?.[1];
  const shared = components["inputs"];
  const found = name !== undefined && isJsonObject(shared) && Object.hasOwn(shared, name) ? shared[name] : undefined;
  if (isJsonObject(found)) return found;
  const hint = "Write #/components/inputs/<name>, and describe it there.";
  reader.complain(below(at, "$ref"), "unresolved-reference", `${reference} leads to no inputs`, hint);
  return {};
}

/** Each workflow after those that it depends on, otherwise as in the file. */
function inOrder(workflows: Workflow[], reader: Reader): Workflow[] {
  const ordered: Workflow[] = [];
  const place = (workflow: Workflow, path: string[]): void => {
    if (ordered.includes(workflow)) return;
    for (const [index, id] of workflow.dependsOn.entries()) {
      const at = below(below(workflow.pointer, "dependsOn"), String(index));
      const other = workflows.find((each) => each.id === id);
      if (!other) {
        const hint = `The workflows are: ${workflows.map((each) => each.id).join(", ")}.`;
        reader.complain(at, "unknown-workflow", `there is no workflow ${id}`, hint);
      } else if ([...path, workflow.id].includes(id)) {
        reader.complain(
          at,
          "circular-dependency",
          `${workflow.id} depends on itself by way of ${id}`,
          "Break the circle.",
        );
      } else place(other, [...path, workflow.id]);
    }
    if (!ordered.includes(workflow)) ordered.push(workflow);
  };
  for (const workflow of workflows) place(workflow, []);
  return ordered;
}
