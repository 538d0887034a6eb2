import type { JsonTemplate } from "../../../../spec/interchange/expression.ts";
import type { JsonSchema } from "../../../../spec/interchange/json.ts";
import type { Nodes } from "../arbitrary/schema-nodes.ts";

/** A place in an instance that can be changed. */
export interface MutationSite {
  /** Member names and indexes from the root. */
  way: readonly string[];
  value: JsonTemplate;
  /** Every schema object that may apply there, those of all branches too: hints at what could break. */
  hints: Nodes;
  root: JsonSchema;
  /** Whether it travels as a text, so that a text in place of a number is a number again. */
  isText: boolean;
}

/** A single change: another value, or none (`undefined`). */
export interface Mutation {
  /** What it is, the same for the same change of similar values: `one character more`. */
  label: string;
  /** From the site on; empty for the site itself. */
  way?: readonly string[];
  value: JsonTemplate | undefined;
}

/** One kind of fault, and the ways to make it at a site; whether they are faults, the validators decide. */
export interface MutationFamily {
  id: string;
  mutations(site: MutationSite): Mutation[];
}
