import type { Json, JsonObject, JsonPointer } from "../../../spec/interchange/json.ts";
import { below, valueAt } from "../../../spec/interchange/pointer.ts";
import { checkShape } from "../limits.ts";
import { DocumentError, type Problem } from "../problem.ts";
import { removeNodes, updateNode } from "./change-nodes.ts";
import { copyValue, kindOf, MergeError, type Traced } from "./merge.ts";
import { copyOrigin, originAt } from "./origin.ts";
import type { Overlay, OverlayAction } from "./overlay.ts";
import { matchingBeginning, SelectError, selectNodes } from "./select-nodes.ts";

/** Most values that the actions of an overlay may add altogether. */
const MOST_ADDED = 500_000;

/** What is still allowed to be added. */
export interface Allowance {
  values: number;
}

/** The allowance of an overlay. */
export function createAllowance(): Allowance {
  return { values: MOST_ADDED };
}

/**
 * Applies an action of an overlay to a document in place.
 *
 * @param file - what the document is called in messages
 * @param allowance - is used up by what is added
 * @throws {@link DocumentError} at the action; one that selects nothing is an error here, whatever the specification
 *   says: the document has changed under the overlay
 */
export function applyAction(
  document: Traced<JsonObject>,
  { source, version }: Overlay,
  { pointer, target, change }: OverlayAction,
  file: string,
  allowance: Allowance,
): void {
  const places = select("target", target);
  const kinds = new Set(places.map((place) => kindOf(valueAt(document.value, place) ?? null)));
  if (version === "1.0" && kinds.has("a single value"))
    throw fault("target", `selects a single value, which overlays of 1.0 cannot: ${target}`, "write `overlay: 1.1.0`");
  if (change.kind === "remove") {
    if (places.includes("")) throw fault("target", "selects the whole document", "select the parts to remove");
    removeNodes(document, places);
    return;
  }
  if (kinds.size > 1) {
    throw fault("target", `selects ${[...kinds].sort().join(" and ")}: ${target}`, "write an action for each kind");
  }
  const update =
    change.kind === "copy"
      ? nodeAt(change.from)
      : { value: change.value, origin: { source, pointer: below(pointer, "update") } };
  allowance.values -= places.length * countValues(update.value);
  if (allowance.values < 0)
    throw fault(change.kind, `adds more than ${MOST_ADDED} values`, "select fewer nodes", "too-large");
  for (const place of places) {
    try {
      updateNode(document, place, update, version);
    } catch (error) {
      if (!(error instanceof MergeError)) throw error;
      throw fault(
        change.kind,
        error.message,
        "remove what is there by an action before this one, then add the new value",
      );
    }
  }
  // What is copied may stand in itself then, more and more deeply.
  if (change.kind === "copy") checkShape(file, document.value);

  function select(member: "target" | "copy", expression: string): JsonPointer[] {
    try {
      const found = selectNodes(document.value, expression);
      if (found.length > 0) return found;
      const beginning = matchingBeginning(document.value, expression);
      const hint = `the document may have changed: of the expression, ${beginning} is still there; mend it, or take out the action`;
      throw fault(member, `selects nothing in ${file}: ${expression}`, hint, "overlay-without-match");
    } catch (error) {
      if (!(error instanceof SelectError)) throw error;
      throw fault(member, `${expression} ${error.message}`, "JSONPath (RFC 9535) looks like $.paths['/items'].get");
    }
  }

  /** A copy, as it may be merged into what it is taken from. */
  function nodeAt(expression: string): Traced {
    const [place = "", ...more] = select("copy", expression);
    if (more.length > 0) throw fault("copy", `selects ${more.length + 1} nodes: ${expression}`, "select one of them");
    const origin = copyOrigin(originAt(document.origin, place));
    return { value: copyValue(valueAt(document.value, place) ?? null), origin };
  }

  function fault(member: string, what: string, hint: string, rule: Problem["rule"] = "invalid-overlay"): DocumentError {
    return new DocumentError([source.problemAt(below(pointer, member), { what, hint, rule })]);
  }
}

function countValues(value: Json): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, child) => sum + countValues(child), 1);
}
