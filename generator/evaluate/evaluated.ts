import type { Json, JsonSchema } from "../../spec/interchange/json.ts";

/** What subschemas have been applied to; `unevaluatedProperties` and `unevaluatedItems` take the rest. */
export interface Evaluated {
  members?: Set<string>;
  items?: Set<number>;
}

/** Evaluates a subschema; `undefined` when it refuses the instance. */
export type Evaluate = (schema: JsonSchema, instance: Json) => Evaluated | undefined;
