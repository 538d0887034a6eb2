import type { Json, JsonPointer } from "../../../spec/interchange/json.ts";
import type { SchemaNode, Site } from "../../cases/site.ts";

/** A constraint of the right schema of which it could not be proved that the left one implies it. */
export interface Gap {
  /** Where the keyword stands in the right part. */
  place: JsonPointer;
  keyword: string;
  /** Where the instance is: member names, `*` for items. */
  at: string[];
  /** The schema objects of the right part that apply to the same instance. */
  nodes: JsonPointer[];
}

/** A member that one schema lists and the other one does not know. */
export interface Forgotten {
  /** Member names and `*` for items, from the root of the instance. */
  at: string[];
  /** Where the member is described. */
  place: JsonPointer;
  /** Whether the schema that lists it demands it. */
  required: boolean;
}

/**
 * How deep in an instance its values travel as texts, which each side reads by its own types: the whole, the members of
 * a form; `undefined` where nothing does.
 */
export type TextsAt = 0 | 1 | undefined;

/** An open proof: what it has met, what it may still cost, what it has noticed. */
export interface ProofState {
  /**
   * Pairs of sites that are being proved, each with how deep in the instance it is: meeting one again further
   * inside is no news, as instances are finite. Meeting it at the same place proves nothing.
   */
  readonly open: Map<string, number>;
  /** Numbers of schema objects, to tell the pairs apart. */
  readonly ids: Map<object, number>;
  /** So many pairs may still be looked at. */
  readonly budget: { steps: number };
  /** Members of the left side that the right one does not know. */
  readonly forgotten: Forgotten[];
  /** How many sites in each other. */
  readonly depth: number;
  readonly textsAt: TextsAt;
  /** Proves that one site includes another: the gaps, none when it is proved. */
  prove(left: Site, right: Site, state: ProofState): Gap[];
}

/** What a rule looks at: does the left site imply one keyword of a schema object of the right one? */
export interface RuleContext<Argument = Json> {
  left: Site;
  right: Site;
  node: SchemaNode;
  keyword: string;
  argument: Argument;
  state: ProofState;
}

/** The gaps of one keyword; none when the left site implies it. */
export type Rule<Argument = never> = (context: RuleContext<Argument>) => Gap[];

/** A gap of a site. */
export function gapAt(right: Site, place: JsonPointer, keyword: string): Gap {
  return { place, keyword, at: right.at, nodes: right.nodes.map((node) => node.place) };
}

/** A rule that a comparison decides, for instances of some types. */
export function decided<Argument>(
  types: readonly string[],
  isImplied: (context: RuleContext<Argument>) => boolean,
): Rule<Argument> {
  return (context) => {
    const { left, right, node, keyword } = context;
    if (!types.some((type) => (left.types as ReadonlySet<string>).has(type)) || isImplied(context)) return [];
    return [gapAt(right, `${node.place}/${keyword}`, keyword)];
  };
}
