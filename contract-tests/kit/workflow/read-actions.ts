import type { Json, JsonObject, JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { readCriteria } from "./read-criteria.ts";
import { type Reader, repeated } from "./reader.ts";
import { referenced } from "./reusable.ts";
import type { Action } from "./workflow-document.ts";

/** Which actions: those of a step, in its own field and in its workflow's. */
export type ActionKind = "success" | "failure";

const FIELDS = {
  success: { own: "onSuccess", shared: "successActions", types: ["end", "goto"] },
  failure: { own: "onFailure", shared: "failureActions", types: ["end", "goto", "retry"] },
} as const;

/** The actions of a step: its own, then those of its workflow of other names. */
export function readActions(
  kind: ActionKind,
  [step, stepPointer]: [JsonObject, JsonPointer],
  [workflow, workflowPointer]: [JsonObject, JsonPointer],
  components: JsonObject,
  reader: Reader,
): Action[] {
  const read = (holder: JsonObject, name: string, pointer: JsonPointer) => {
    const actions = reader.list(holder, name, pointer).flatMap(([item, at]) => {
      const value = referenced(item, at, FIELDS[kind].shared, components, reader);
      return value === undefined ? [] : (readAction(kind, value, at, reader) ?? []);
    });
    for (const action of repeated(actions, (each) => each.name)) {
      const what = `a second action has the name ${action.name}`;
      reader.complain(action.pointer, "repeated-name", what, "Give each action a name of its own.");
    }
    return actions;
  };
  const own = read(step, FIELDS[kind].own, stepPointer);
  const shared = read(workflow, FIELDS[kind].shared, workflowPointer);
  return [...own, ...shared.filter(({ name }) => !own.some((action) => action.name === name))];
}

function readAction(kind: ActionKind, value: Json, pointer: JsonPointer, reader: Reader): Action | undefined {
  const onRetry = kind === "failure" ? ["retryAfter", "retryLimit"] : [];
  const action = reader.object(value, pointer, {
    called: `a ${kind} action`,
    required: ["name", "type"],
    optional: ["workflowId", "stepId", "criteria", ...onRetry],
  });
  const name = action && reader.text(action, "name", pointer);
  if (!action || name === undefined) return undefined;
  const { type } = action;
  const types: readonly string[] = FIELDS[kind].types;
  if (typeof type !== "string" || !types.includes(type)) {
    const hint = `A ${kind} action is one of: ${types.join(", ")}.`;
    reader.complain(below(pointer, "type"), "wrong-value", `there is no ${kind} action ${JSON.stringify(type)}`, hint);
    return undefined;
  }
  if (action["workflowId"] !== undefined || (type === "retry" && action["stepId"] !== undefined)) {
    const what = `${type} by way of another ${action["workflowId"] === undefined ? "step" : "workflow"} is not supported`;
    reader.complain(pointer, "unsupported", what, "Go to a step of the same workflow instead.");
    return undefined;
  }
  const shared = { name, pointer, criteria: readCriteria(action, "criteria", pointer, reader) };
  if (type === "end") return { ...shared, type };
  if (type === "retry") return { ...shared, type, ...readRetry(action, pointer, reader) };
  const stepId = reader.text(action, "stepId", pointer);
  if (stepId !== undefined) return { ...shared, type: "goto", stepId };
  reader.complain(pointer, "missing-field", 'a goto lacks "stepId"', "Name the step to go on with.");
  return undefined;
}

function readRetry(action: JsonObject, pointer: JsonPointer, reader: Reader): { after: number; limit: number } {
  const { retryAfter: after = 0, retryLimit: limit = 1 } = action;
  if (typeof after !== "number" || after < 0) {
    reader.complain(
      below(pointer, "retryAfter"),
      "wrong-value",
      "retryAfter is a number of seconds",
      "Write 0 or more.",
    );
  }
  if (typeof limit !== "number" || !Number.isSafeInteger(limit) || limit < 0) {
    reader.complain(below(pointer, "retryLimit"), "wrong-value", "retryLimit is a count", "Write 0 or more.");
  }
  return { after: Number(after), limit: Number(limit) };
}
