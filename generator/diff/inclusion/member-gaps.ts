import type { JsonObject, JsonSchema } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { memberSite, requiredMembers, type Site, subSite } from "../../cases/site.ts";
import { allNames, isFreeForm, isSilent, ownNames, type RestSite, restSites } from "./described-members.ts";
import { type Gap, gapAt, type ProofState } from "./proof.ts";

/** The gaps of the members of objects: those that either side lists, and all others. */
export function memberGaps(left: Site, right: Site, state: ProofState): Gap[] {
  if (!left.types.has("object")) return [];
  const names = ownNames(left).union(ownNames(right));
  return [...[...names].flatMap((name) => listedGaps(name, left, right, state)), ...unlistedGaps(left, right, state)];
}

function listedGaps(name: string, left: Site, right: Site, state: ProofState): Gap[] {
  const wanted = memberSite(right, name);
  if (!wanted || wanted.roots.every(({ schema }) => isSilent(schema))) return [];
  const own = memberSite(left, name);
  if (own?.roots.some(({ schema }) => !isSilent(schema))) return state.prove(own, wanted, state);
  const isKnown = ownNames(left).has(name) || requiredMembers(left).includes(name) || isFreeForm(left);
  if (isKnown) return state.prove({ ...subSite(left, true, ""), at: wanted.at }, wanted, state);
  // A branch that has not been looked into may say what it is; otherwise nobody sends it.
  return allNames(left).has(name) ? [gapAt(wanted, wanted.roots[0]?.place ?? "", "properties")] : [];
}

/** What the left side says of members that neither side lists, against what the right side says of them. */
function unlistedGaps(left: Site, right: Site, state: ProofState): Gap[] {
  const rests = restSites(left);
  return right.nodes.flatMap(({ schema, place }) => {
    const patterns = new Set(Object.keys((schema["patternProperties"] ?? {}) as JsonObject));
    return conditionsOf(schema).flatMap(({ tokens, condition, pattern }) => {
      const wanted = { ...subSite(right, condition, below(place, ...tokens)), at: [...right.at, "*"] };
      return restsFor(pattern, patterns, rests).flatMap(({ site }) => state.prove(site, wanted, state));
    });
  });
}

/** Names that a pattern takes on both sides are what the left side says of them; the rest is without them. */
function restsFor(pattern: string | undefined, patterns: ReadonlySet<string>, rests: RestSite[]): RestSite[] {
  const same = pattern === undefined ? undefined : rests.find((rest) => rest.pattern === pattern);
  if (same) return [same];
  return pattern === undefined
    ? rests.filter((rest) => rest.pattern === undefined || !patterns.has(rest.pattern))
    : rests;
}

/** A condition on members that are not listed. */
interface Condition {
  tokens: string[];
  condition: JsonSchema;
  pattern?: string;
}

function conditionsOf(schema: JsonObject): Condition[] {
  const patterns = Object.entries((schema["patternProperties"] ?? {}) as Record<string, JsonSchema>);
  return [
    ...["additionalProperties", "unevaluatedProperties"].flatMap((keyword) => {
      const condition = schema[keyword] as JsonSchema | undefined;
      return condition === undefined || isSilent(condition) ? [] : [{ tokens: [keyword], condition }];
    }),
    ...patterns.map(([pattern, condition]) => ({ tokens: ["patternProperties", pattern], condition, pattern })),
  ];
}
