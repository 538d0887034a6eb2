import type { JsonPointer } from "../../../spec/interchange/json.ts";
import type { Problem } from "../problem.ts";
import type { ObjectKind, Visited } from "./walk.ts";

/** Tells of a mistake that was mended: where, what was made of it, how to mend the document itself. */
export type Report = (pointer: JsonPointer, problem: Pick<Problem, "what" | "hint" | "rule">) => void;

/** Mends objects of some kinds in place, so that they can be used, and reports what it did. */
export interface Repair {
  kinds: readonly ObjectKind[];
  mend(visited: Visited, report: Report): void;
}
