import { isJsonObject, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { expressionsOf } from "./judge-condition.ts";
import type { Reader } from "./reader.ts";
import { type Expression, printExpression } from "./runtime-expression.ts";
import { expressionsIn } from "./value-template.ts";
import type { Criterion, Workflow } from "./workflow-document.ts";

/** What has happened by the time an expression is looked at. */
type Moment = "before the request" | "after the response" | "after the last step";

/**
 * Complains of every expression that can never yield anything: an input, a step, an output or a
 * workflow that is not there, a response that has not come yet, a step that `goto` cannot find.
 */
export function checkReferences(workflow: Workflow, workflows: readonly Workflow[], reader: Reader): void {
  const check = (expression: Expression, pointer: JsonPointer, moment: Moment) => {
    const problem = problemOf(expression, workflow, workflows, moment);
    if (problem) reader.complain(pointer, problem[0], `${printExpression(expression)}: ${problem[1]}`, problem[2]);
  };
  const checkCriteria = (criteria: readonly Criterion[]) => {
    for (const criterion of criteria) {
      const all = criterion.kind === "simple" ? expressionsOf(criterion.condition) : [criterion.context];
      for (const expression of all) check(expression, criterion.pointer, "after the response");
    }
  };
  for (const { pointer, url, parameters, body, criteria, onSuccess, onFailure, outputs } of workflow.steps) {
    if (url) check(url, below(pointer, "x-url"), "before the request");
    for (const { value } of parameters) {
      for (const each of expressionsIn(value)) check(each, below(pointer, "parameters"), "before the request");
    }
    for (const value of body ? [body.payload, ...body.replacements.map((replacement) => replacement.value)] : []) {
      for (const each of expressionsIn(value)) check(each, below(pointer, "requestBody"), "before the request");
    }
    checkCriteria(criteria);
    for (const action of [...onSuccess, ...onFailure]) {
      checkCriteria(action.criteria);
      if (action.type !== "goto" || workflow.steps.some(({ id }) => id === action.stepId)) continue;
      const hint = `The steps are: ${workflow.steps.map(({ id }) => id).join(", ")}.`;
      reader.complain(action.pointer, "unknown-step", `there is no step ${action.stepId}`, hint);
    }
    for (const output of outputs) {
      for (const each of expressionsIn(output.value)) check(each, output.pointer, "after the response");
    }
  }
  for (const output of workflow.outputs) {
    for (const each of expressionsIn(output.value)) check(each, output.pointer, "after the last step");
  }
}

type ProblemOf = [rule: string, what: string, hint: string] | undefined;

function problemOf(
  expression: Expression,
  workflow: Workflow,
  workflows: readonly Workflow[],
  moment: Moment,
): ProblemOf {
  switch (expression.source) {
    case "inputs":
      return inputProblem(expression.path, workflow.inputs);
    case "outputs":
      return ["bad-expression", "a workflow has no outputs before its end", "Use $steps.<stepId>.outputs.<name>."];
    case "steps": {
      const step = workflow.steps.find(({ id }) => id === expression.step);
      if (!step)
        return unknown(
          "unknown-step",
          "step",
          workflow.steps.map(({ id }) => id),
        );
      const names = step.outputs.map(({ name }) => name);
      return begins(expression.path, names) ? undefined : unknown("unknown-output", `output of ${step.id}`, names);
    }
    case "workflows": {
      const other = workflows.find(({ id }) => id === expression.workflow);
      if (!other)
        return unknown(
          "unknown-workflow",
          "workflow",
          workflows.map(({ id }) => id),
        );
      if (expression.field === "inputs") return inputProblem(expression.path, other.inputs);
      const names = other.outputs.map(({ name }) => name);
      return begins(expression.path, names) ? undefined : unknown("unknown-output", `output of ${other.id}`, names);
    }
    case "sourceDescriptions":
    case "components":
      return ["bad-expression", "is no value", "Sources and components stand in operationId and reference only."];
    default:
      if (moment === "after the response") return undefined;
      return [
        "bad-expression",
        `there is no request and response ${moment}`,
        "Hand the value on with outputs of a step.",
      ];
  }
}

function inputProblem(path: string, inputs: JsonObject): ProblemOf {
  const { properties } = inputs;
  if (!isJsonObject(properties)) {
    return ["unknown-input", "the workflow declares no inputs", "Describe it in inputs, a JSON Schema of an object."];
  }
  return begins(path, Object.keys(properties)) ? undefined : unknown("unknown-input", "input", Object.keys(properties));
}

/** Whether a path is one of the names, or leads on from one. */
function begins(path: string, names: readonly string[]): boolean {
  return names.some((name) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`));
}

function unknown(rule: string, kind: string, known: readonly string[]): ProblemOf {
  return [rule, `there is no such ${kind}`, known.length > 0 ? `There are: ${known.join(", ")}.` : "There is none."];
}
