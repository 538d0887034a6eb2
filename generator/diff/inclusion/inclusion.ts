import type { Json } from "../../../spec/interchange/json.ts";
import { rootSite, type Site } from "../../cases/site.ts";
import type { SchemaPart } from "../../schema-part.ts";
import type { DiffBudget } from "../diff-budget.ts";
import { itemGaps } from "./array-rules.ts";
import { unknownMembers } from "./described-members.ts";
import { finiteValues } from "./finite-values.ts";
import { isEmpty } from "./is-empty.ts";
import { keywordRules } from "./keyword-rules.ts";
import { memberGaps } from "./member-gaps.ts";
import { type Forgotten, type Gap, gapAt, type ProofState, type TextsAt } from "./proof.ts";
import { isSameSchema, SILENT } from "./same-schema.ts";
import { settledSite, withoutRest } from "./settled-site.ts";
import { presenceBranches, typeBranches, unionBranches } from "./split.ts";
import { takesAnyText, textGaps } from "./text-gaps.ts";
import { isTimed, takes } from "./time-bound.ts";

/** What came of a proof: without gaps, whatever the left schema describes is accepted by the right one. */
export interface Inclusion {
  gaps: Gap[];
  /** Members that the left schema lists and the right one does not know. */
  forgotten: Forgotten[];
}

/** Pairs of sites that one proof looks at before it is given up. */
const MAX_STEPS = 5_000;

const MAX_DEPTH = 60;

/** Keywords that sites follow, or that are proved for a site as a whole. */
const STRUCTURE = new Set(
  "$ref allOf then else properties patternProperties additionalProperties items prefixItems minContains maxContains".split(
    " ",
  ),
);

/**
 * Tries to prove that every instance of a schema is accepted by another one, members aside that the right
 * schema lists and the left one, which lists others, does not: those are taken for members that nobody
 * sends. By the letter, one more optional member would make a schema refuse what it took before.
 *
 * A proof is sound, and not complete: a gap says that no rule has closed it, not that an instance exists.
 *
 * @param budget - is used up by the steps of the proof
 */
export function inclusionOf(
  left: SchemaPart,
  right: SchemaPart,
  textsAt?: TextsAt,
  budget?: Pick<DiffBudget, "steps">,
): Inclusion {
  const steps = Math.min(MAX_STEPS, budget?.steps ?? MAX_STEPS);
  const state: ProofState = {
    forgotten: [],
    open: new Map(),
    ids: new Map(),
    budget: { steps },
    depth: 0,
    textsAt,
    prove,
  };
  const gaps = prove(rootSite(left), rootSite(right), state);
  if (budget) budget.steps -= steps - Math.max(0, state.budget.steps);
  return {
    gaps: [...new Map(gaps.map((gap) => [gap.place, gap])).values()],
    forgotten: [...new Map(state.forgotten.map((member) => [member.at.join("/"), member])).values()],
  };
}

function prove(given: Site, right: Site, outer: ProofState): Gap[] {
  const left = settledSite(given);
  if (isEmpty(left) || right.roots.every(({ schema }) => schema === true)) return [];
  // Where nothing is accepted, no single constraint is to blame.
  if (isEmpty(right)) return [gapAt(right, right.roots[0]?.place ?? "", "nothing")];
  const key = `${keyOf(left, outer)}<${keyOf(right, outer)}`;
  const met = outer.open.get(key);
  if ((met !== undefined && met < right.at.length) || isSaid(left, right)) return [];
  const state = { ...outer, depth: outer.depth + 1 };
  const isEndless = met !== undefined || state.depth > MAX_DEPTH || state.budget.steps-- <= 0;
  if (isEndless) return [gapAt(right, right.roots[0]?.place ?? "", "size")];
  // The whole is what the texts are members of, however much of it a schema describes.
  if (state.textsAt !== undefined && right.at.length >= state.textsAt) {
    if (right.at.length === state.textsAt && takesAnyText(left, right)) return [];
    const gaps = textGaps(left, right);
    if (gaps.length > 0) return gaps;
  }
  const values = isTimed(left) || isTimed(right) ? undefined : finiteValues(left);
  if (values) return valueGaps(left, right, values);
  state.open.set(key, right.at.length);
  try {
    const shown = withoutRest(right);
    const gaps = [
      ...typeGaps(left, right),
      ...keywordGaps(left, right, state),
      ...memberGaps(left, shown, state),
      ...itemGaps(left, shown, state),
    ];
    if (gaps.length > 0 && isProvedByBranches(left, right, state)) return [];
    state.forgotten.push(...unknownMembers(left, right));
    return gaps;
  } finally {
    state.open.delete(key);
  }
}

function keywordGaps(left: Site, right: Site, state: ProofState): Gap[] {
  return right.nodes.flatMap((node) =>
    Object.entries(node.schema).flatMap(([keyword, argument]) => {
      const rule = keywordRules.get(keyword);
      if (rule) return rule({ left, right, node, keyword, argument: argument as never, state });
      const isHarmless = STRUCTURE.has(keyword) || SILENT.has(keyword) || keyword.startsWith("x-");
      return isHarmless ? [] : [gapAt(right, `${node.place}/${keyword}`, keyword)];
    }),
  );
}

/** Whether each schema of the right side is one of the left side's, too. */
function isSaid(left: Site, right: Site): boolean {
  return right.roots.every(({ schema }) =>
    left.roots.some((root) =>
      isSameSchema({ schema: root.schema, root: left.part.schema }, { schema, root: right.part.schema }),
    ),
  );
}

/** What a union of the left site allows is proved branch by branch. */
function isProvedByBranches(left: Site, right: Site, state: ProofState): boolean {
  const quiet = { ...state, forgotten: [] };
  return [unionBranches(left), presenceBranches(left), typeBranches(left)].some(
    (branches) => branches?.every((branch) => prove(branch, right, quiet).length === 0) ?? false,
  );
}

function typeGaps(left: Site, right: Site): Gap[] {
  if (left.types.isSubsetOf(right.types)) return [];
  const node = right.nodes.find(({ schema }) => schema["type"] !== undefined);
  return [gapAt(right, node ? `${node.place}/type` : (right.roots[0]?.place ?? ""), "type")];
}

function valueGaps(left: Site, right: Site, values: readonly Json[]): Gap[] {
  if (values.every((value) => !takes(left, value) || takes(right, value))) return [];
  const says = (keyword: string) => right.nodes.find(({ schema }) => schema[keyword] !== undefined);
  const keyword = ["enum", "const"].find((name) => says(name)) ?? "type";
  return [gapAt(right, `${(says(keyword) ?? right.nodes[0])?.place ?? ""}/${keyword}`, keyword)];
}

function keyOf({ roots }: Site, { ids }: ProofState): string {
  return roots.map(({ schema }) => idOf(schema)).join(" ");

  function idOf(schema: unknown): string {
    if (typeof schema !== "object" || schema === null) return String(schema);
    const id = ids.get(schema) ?? ids.size;
    ids.set(schema, id);
    return String(id);
  }
}
