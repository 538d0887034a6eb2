import type { JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { narrowed, type Site, subSite } from "../../cases/site.ts";
import { areDisjoint } from "./disjoint.ts";
import { gapAt, type ProofState, type Rule, type RuleContext } from "./proof.ts";
import { isSameSchema } from "./same-schema.ts";

/** Rules for `anyOf`, `oneOf`, `not` and `if` (JSON Schema core 2020-12, section 10.2). */
export const unionRules = {
  anyOf: (context: RuleContext<JsonSchema[]>) => {
    const isImplied =
      isSaid(context) || branchSites(context).some((branch) => isProved(context.left, branch, context.state));
    return isImplied ? [] : gap(context);
  },
  oneOf: (context: RuleContext<JsonSchema[]>) => {
    const branches = branchSites(context);
    const isImplied =
      isSaid(context) ||
      branches.some(
        (branch) =>
          isProved(context.left, branch, context.state) &&
          branches.every((other) => other === branch || areDisjoint(context.left, other)),
      );
    return isImplied ? [] : gap(context);
  },
  not: (context: RuleContext<JsonSchema>) => {
    const refused = subSite(context.right, context.argument, below(context.node.place, "not"));
    return isSaid(context) || areDisjoint(context.left, refused) ? [] : gap(context);
  },
  if: (context: RuleContext<JsonSchema>) => (conditionHolds(context) ? [] : gap(context)),
} satisfies Record<string, Rule>;

function gap<T>({ right, node, keyword }: RuleContext<T>) {
  return [gapAt(right, below(node.place, keyword), keyword)];
}

/** Whether the left side says the very same. */
function isSaid<T>({ left, right, keyword, argument }: RuleContext<T>): boolean {
  const wrapped = (value: unknown): JsonSchema => ({ [keyword]: value as JsonSchema });
  return left.nodes.some(
    ({ schema }) =>
      schema[keyword] !== undefined &&
      isSameSchema(
        { schema: wrapped(schema[keyword]), root: left.part.schema },
        { schema: wrapped(argument), root: right.part.schema },
      ),
  );
}

function branchSites({ right, node, keyword, argument }: RuleContext<JsonSchema[]>): Site[] {
  return argument.map((branch, index) => subSite(right, branch, below(node.place, keyword, String(index))));
}

function isProved(left: Site, right: Site, state: ProofState): boolean {
  return state.prove(left, right, { ...state, forgotten: [] }).length === 0;
}

function conditionHolds({ left, right, node, argument, state }: RuleContext<JsonSchema>): boolean {
  const then = subSite(right, (node.schema["then"] ?? true) as JsonSchema, below(node.place, "then"));
  const otherwise = subSite(right, (node.schema["else"] ?? true) as JsonSchema, below(node.place, "else"));
  const condition = subSite(right, argument, below(node.place, "if"));
  if (areDisjoint(left, condition)) return isProved(left, otherwise, state);
  if (isProved(left, then, state) && isProved(left, otherwise, state)) return true;
  return left.nodes.some(({ schema, place }) => {
    const own = schema["if"] as JsonSchema | undefined;
    const roots = { left: left.part.schema, right: right.part.schema };
    if (own === undefined) return false;
    if (!isSameSchema({ schema: own, root: roots.left }, { schema: argument, root: roots.right })) return false;
    const branch = (...keywords: string[]) =>
      narrowed(
        left,
        keywords.flatMap((keyword) =>
          schema[keyword] === undefined
            ? []
            : [{ schema: schema[keyword] as JsonSchema, place: below(place, keyword) }],
        ),
      );
    return isProved(branch("if", "then"), then, state) && isProved(branch("else"), otherwise, state);
  });
}
