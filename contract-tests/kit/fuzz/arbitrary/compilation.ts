import type { Arbitrary } from "fast-check";
import type { JsonTemplate } from "../../../../spec/interchange/expression.ts";
import type { JsonSchema } from "../../../../spec/interchange/json.ts";

/** What the makers of single types know of the whole. */
export interface Compilation {
  /** The schema in which references lead somewhere. */
  root: JsonSchema;
  /** From this depth on, values have only what they must have: a recursive schema has to end. */
  wide: number;
  /** Instances of all these schemas at once. */
  instances(schemas: readonly JsonSchema[], depth: number): Arbitrary<JsonTemplate>;
}
