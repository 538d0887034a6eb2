import type { Operation, Parameter } from "../../../spec/interchange/contract.ts";
import type { JsonObject, JsonPointer } from "../../../spec/interchange/json.ts";
import type { TextMatcher } from "../../../spec/patterns/text-automaton.ts";
import type { Condition } from "./condition.ts";
import type { Expression } from "./runtime-expression.ts";
import type { ValueTemplate } from "./value-template.ts";

/** An Arazzo document, read, checked, and tied to the operations of a contract. */
export interface WorkflowDocument {
  /** As it was given. */
  file: string;
  title: string;
  version: string;
  /** Each after those that it depends on. */
  workflows: Workflow[];
}

/** A sequence of steps. */
export interface Workflow {
  id: string;
  pointer: JsonPointer;
  /** A JSON Schema of an object; `{}` when there is none. */
  inputs: JsonObject;
  dependsOn: string[];
  steps: Step[];
  outputs: Output[];
}

/** One call of an operation. What the workflow says for all its steps is in each. */
export interface Step {
  id: string;
  pointer: JsonPointer;
  operation: Operation;
  /** The `x-url` extension: where the call goes in place of the operation's URL. */
  url?: Expression;
  /** The `x-follow-links` extension: whether the links of the response are followed. */
  followLinks: boolean;
  parameters: StepParameter[];
  body?: StepBody;
  /** Empty: any 2xx is a success. */
  criteria: Criterion[];
  onSuccess: Action[];
  onFailure: Action[];
  outputs: Output[];
}

/** A value for a parameter of the operation. A header field need not be declared by it. */
export interface StepParameter {
  name: string;
  in: Parameter["in"];
  value: ValueTemplate;
  declared?: Parameter;
}

/** A request body. */
export interface StepBody {
  /** As it was given, or the first that the operation takes. */
  contentType: string;
  payload: ValueTemplate;
  replacements: { target: JsonPointer; value: ValueTemplate }[];
}

/** A condition of success, or of an action. */
export type Criterion = { pointer: JsonPointer; text: string } & (
  | { kind: "simple"; condition: Condition }
  | { kind: "regex"; context: Expression; pattern: TextMatcher }
);

/** What happens after a step. */
export type Action = { name: string; pointer: JsonPointer; criteria: Criterion[] } & (
  | { type: "end" }
  | { type: "goto"; stepId: string }
  /** `after` in seconds. */
  | { type: "retry"; after: number; limit: number }
);

/** A named value that a step or a workflow hands on. */
export interface Output {
  name: string;
  pointer: JsonPointer;
  value: ValueTemplate;
}
