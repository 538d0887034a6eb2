import { itemSite, memberSites, rootSite, type Site } from "../cases/site.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";
import type { Change } from "./change.ts";
import { type OperationPair, placeIn } from "./side.ts";

/** Two schemas of one part of a message, and what it is called. */
export interface DirectedPair {
  base: SchemaPart;
  head: SchemaPart;
  name: string;
}

/** What marks members that do not travel a way (OpenAPI 3.1.1, section 4.8.24). */
export type DirectionMark = "readOnly" | "writeOnly";

/** Deeper than this, members are not looked at. */
const MAX_DEPTH = 8;

/**
 * Members that are marked by one document alone as not travelling this way. No validator shows it: a member that
 * is marked may be refused or ignored, and one that is not is taken.
 */
export function directionChanges(
  { title: operation, sides }: Pick<OperationPair, "title" | "sides">,
  parts: DirectedPair,
  mark: DirectionMark,
): Change[] {
  return differences(rootSite(parts.base), rootSite(parts.head), mark).map(([base, head, isMarkedNow]): Change => {
    const places = [
      placeIn(sides.base, documentPointer(parts.base, placeOf(base))),
      placeIn(sides.head, documentPointer(parts.head, placeOf(head))),
    ];
    const member = `the member ${head.at.join(".")} of the ${parts.name}`;
    if (!isMarkedNow) {
      const what = `takes ${member}, which was ${mark}`;
      const said = mark === "readOnly" ? what : `may have ${member}, which was ${mark}`;
      return { kind: "non-breaking", rule: "member-added", operation, what: said, places };
    }
    const why = `it is ${mark} now; whether it is still ${mark === "readOnly" ? "taken" : "there"}, the document does not say`;
    return {
      kind: "unproved",
      rule: "member-forgotten",
      operation,
      what: `does not know ${member} any more`,
      why,
      places,
    };
  });
}

type Difference = [base: Site, head: Site, isMarkedNow: boolean];

function differences(base: Site, head: Site, mark: DirectionMark, depth = 0): Difference[] {
  if (depth > MAX_DEPTH) return [];
  const others = new Map(memberSites(head).map(({ name, site }) => [name, site]));
  const members = memberSites(base).flatMap(({ name, site }): Difference[] => {
    const other = others.get(name);
    if (!other) return [];
    const [was, is] = [isMarked(site, mark), isMarked(other, mark)];
    return was === is ? differences(site, other, mark, depth + 1) : [[site, other, is]];
  });
  const [item, otherItem] = [itemSite(base, 0), itemSite(head, 0)];
  return item && otherItem ? [...members, ...differences(item, otherItem, mark, depth + 1)] : members;
}

function isMarked({ nodes }: Site, mark: DirectionMark): boolean {
  return nodes.some(({ schema }) => schema[mark] === true);
}

function placeOf({ nodes, roots }: Site): string {
  return nodes[0]?.place ?? roots[0]?.place ?? "";
}
