import type { RequestPatch, RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Parameter, ParameterPlace } from "../../../spec/interchange/contract.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { SchemaPart } from "../../schema-part.ts";
import type { Edit } from "../candidate.ts";
import { edited } from "../instance.ts";
import type { Site } from "../site.ts";

/** One part of a request that a schema describes, and how its instance travels. */
export interface Carrier {
  place: ParameterPlace | "body";
  /** What it is called in the names of cases; its place, when absent. */
  name?: string;
  part: SchemaPart;
  root: Site;
  /** The instance in the base request. */
  instance: JsonTemplate | undefined;
  /** Whether what is at this place of the instance travels as a text of its own. */
  isText(at: string[]): boolean;
  /** Whether a request can break this keyword at this place: that parameters are an object is not theirs to choose. */
  constrains(at: string[], keyword: string): boolean;
  /** The edits as changes of the base request, or why they cannot travel. */
  patch(edits: Edit[], base: RequestTemplate): RequestPatch[] | { reason: string };
}

/** Makes a valid instance of a site, if it can. */
export type Sample = (site: Site) => JsonTemplate | undefined;

/** Why edits cannot be made: something on the way to their place cannot be sampled. */
export const NO_WAY = { reason: "no valid request was found that has this place: give what holds it an example" };

/** An instance with edits made one after the other; `undefined` when there is no way to the place of one. */
export function applyAll(
  instance: JsonTemplate | undefined,
  edits: Edit[],
  root: Site,
  sample: Sample,
): JsonTemplate | undefined {
  return edits.reduce<JsonTemplate | undefined>((current, edit) => edited(current, edit, root, sample), instance);
}

/** The members of the instance that edits reach into. */
export function touched(edits: Edit[]): Set<string> {
  return new Set(edits.map(({ at }) => at[0] ?? ""));
}

/** The name by which a parameter's schema knows it: header names in lower case. */
export function nameOf(parameter: Parameter): string {
  return parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name;
}

/** Whether a site takes arrays (or objects) and no plain text, so that its items (or members) travel one by one. */
export function isMadeOf(site: Site | undefined, ...types: ("array" | "object")[]): boolean {
  return site !== undefined && !site.types.has("string") && types.some((type) => site.types.has(type));
}
