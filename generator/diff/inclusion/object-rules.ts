import type { JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { keywordValues, narrowed, requiredMembers, type Site, subSite } from "../../cases/site.ts";
import { accepts } from "../../evaluate/evaluate.ts";
import { isClosed, ownNames } from "./described-members.ts";
import { memberGaps } from "./member-gaps.ts";
import { decided, type Rule, type RuleContext } from "./proof.ts";
import { isSameSchema } from "./same-schema.ts";

const OBJECTS = ["object"];

/** Rules for what is asked of objects apart from their members' values (JSON Schema validation 2020-12, section 6.5; core, section 11.3). */
export const objectRules = {
  required: decided<string[]>(OBJECTS, ({ left, argument }) => {
    const given = new Set(requiredMembers(left));
    return argument.every((name) => given.has(name));
  }),
  minProperties: decided<number>(OBJECTS, ({ left, argument }) => {
    const least = Math.max(...keywordValues<number>(left, "minProperties"), requiredMembers(left).length);
    return least >= argument;
  }),
  maxProperties: decided<number>(OBJECTS, ({ left, argument }) => {
    const own = Math.min(...keywordValues<number>(left, "maxProperties"));
    return own <= argument || (isClosed(left) && ownNames(left).size <= argument);
  }),
  propertyNames: decided<JsonSchema>(OBJECTS, ({ left, right, argument }) => {
    const root = right.part.schema;
    const isAllowed = (name: string) => accepts(argument, name, { root, now: 0 });
    return (
      (isClosed(left) && [...ownNames(left)].every(isAllowed)) ||
      keywordValues<JsonSchema>(left, "propertyNames").some((own) => isSame(left, own, right, argument))
    );
  }),
  dependentRequired: decided<Record<string, string[]>>(OBJECTS, ({ left, argument }) => {
    const given = new Set(requiredMembers(left));
    const own = keywordValues<Record<string, string[]>>(left, "dependentRequired");
    return Object.entries(argument).every(([name, wanted]) => {
      const brought = new Set([...given, ...own.flatMap((dependencies) => dependencies[name] ?? [])]);
      return !isSendable(left, name) || wanted.every((each) => brought.has(each));
    });
  }),
  dependentSchemas: (context: RuleContext<Record<string, JsonSchema>>) => {
    const { left, right, node, argument, state } = context;
    if (!left.types.has("object")) return [];
    return Object.entries(argument).flatMap(([name, schema]) => {
      if (!isSendable(left, name)) return [];
      const own = keywordValues<Record<string, JsonSchema>>(left, "dependentSchemas").flatMap(
        (schemas) => schemas[name] ?? [],
      );
      const present = narrowed(left, [
        { schema: { required: [name] }, place: `${left.roots[0]?.place ?? ""}/dependentSchemas`, isMadeUp: true },
        ...own.map((each) => ({ schema: each as JsonSchema, place: "" })),
      ]);
      return state.prove(present, subSite(right, schema, below(node.place, "dependentSchemas", name)), state);
    });
  },
  // What a schema object says itself, references and `allOf` followed; more may be described, and never less.
  unevaluatedProperties: ({ left, right, node, state }: RuleContext<JsonSchema>) =>
    memberGaps(left, subSite(right, node.schema, node.place), state),
} satisfies Record<string, Rule>;

function isSendable(site: Site, name: string): boolean {
  return !isClosed(site) || ownNames(site).has(name);
}

function isSame(left: Site, own: JsonSchema, right: Site, argument: JsonSchema): boolean {
  return isSameSchema({ schema: own, root: left.part.schema }, { schema: argument, root: right.part.schema });
}
