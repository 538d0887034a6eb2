import type { ReportedChange, ReportedPlace } from "./diff-report.ts";

/** A change with the operations in which it is found: one of a shared component is in many. */
export interface ChangeGroup extends ReportedChange {
  /** So many operations besides the first have it. */
  others: number;
}

/** What says where in a message a value is; the place in the documents tells them better. */
const OF_VALUES = new Set([
  "request-refused",
  "request-unproved",
  "request-widened",
  "response-refused",
  "response-unproved",
  "response-narrowed",
  "member-added",
  "member-forgotten",
]);

/** Puts changes together that are one change of the text: of one rule, at the same places. The first speaks for all. */
export function groupChanges(changes: readonly ReportedChange[]): ChangeGroup[] {
  const groups = Map.groupBy(changes, keyOf);
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const operations = new Set(rest.map(({ operation }) => operation));
    operations.delete(first.operation);
    return [{ ...first, others: operations.size }];
  });
}

function keyOf({ kind, rule, operation, what, why, base, head }: ReportedChange): string {
  const isPlaced = base !== undefined || head !== undefined;
  // Its first word tells a member of requests from one of answers.
  const words = OF_VALUES.has(rule) && isPlaced ? what.split(" ", 1)[0] : what;
  return JSON.stringify([kind, rule, isPlaced ? null : operation, words, why ?? null, placeKey(base), placeKey(head)]);
}

function placeKey(place: ReportedPlace | undefined): string | undefined {
  return place && `${place.file}#${place.pointer}`;
}

/** ` and 5 more`, after the first operation; empty where it is the only one. */
export function othersText({ others }: ChangeGroup): string {
  return others === 0 ? "" : ` and ${others} more`;
}
