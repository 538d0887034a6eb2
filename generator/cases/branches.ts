import { isJsonObject, type JsonPointer, type JsonSchema } from "../../spec/interchange/json.ts";
import { below } from "../../spec/interchange/pointer.ts";
import { narrowed, type SchemaNode, type Site, type SiteRoot } from "./site.ts";

/** One of the ways in which an instance can go at a keyword that offers several. */
export interface Branch {
  /** The site with the branch's schemas added. */
  site: Site;
  /** The schema objects that the branch adds. */
  added: SchemaNode[];
  /** For names: `oneOf 1`, `then`, `with trigger`. */
  what: string;
}

/** A keyword that offers several ways: `anyOf`, `oneOf`, `if`, or one trigger of `dependentSchemas`. */
export interface Fork {
  keyword: string;
  /** Where it stands in the schema part. */
  place: JsonPointer;
  branches: Branch[];
}

/** The forks at a site where no way has been chosen yet, in the document's order. */
export function forks(site: Site): Fork[] {
  const here = site.choices.filter(({ at }) => at.length === site.at.length);
  const chosen = new Set(here.map(({ place }) => place));
  return site.nodes.flatMap((node) => [
    ...unions(site, node, chosen),
    ...conditions(site, node, chosen),
    ...dependents(site, node).filter(({ place }) => !chosen.has(place)),
  ]);
}

/** What it costs to find the forks of a site: each branch is a site of its own, with all that applies there, the union among it. */
export function forkSteps({ nodes }: Site, all: readonly Fork[]): number {
  const branches = all.reduce((sum, fork) => sum + fork.branches.length, 0);
  return branches * (nodes.length * 8 + branches);
}

/**
 * The ways through all forks of a site, every combination, the first branches first.
 *
 * @param spend - is told what it costs to find them
 */
export function* ways(site: Site, spend: (steps: number) => void): Generator<Site> {
  const all = forks(site);
  spend(forkSteps(site, all));
  const [fork] = all;
  if (!fork) {
    yield site;
    return;
  }
  for (const branch of fork.branches) yield* ways(branch.site, spend);
}

function unions(site: Site, { schema, place }: SchemaNode, chosen: ReadonlySet<JsonPointer>): Fork[] {
  return (["anyOf", "oneOf"] as const).flatMap((keyword): Fork[] => {
    const members = schema[keyword];
    if (!Array.isArray(members)) return [];
    const at = below(place, keyword);
    if (chosen.has(at)) return [];
    const branches = members.map((member, index) =>
      branch(site, `${keyword} ${index + 1}`, at, index, [
        { schema: member as JsonSchema, place: below(at, String(index)) },
      ]),
    );
    return [{ keyword, place: at, branches }];
  });
}

function conditions(site: Site, { schema, place }: SchemaNode, chosen: ReadonlySet<JsonPointer>): Fork[] {
  const at = below(place, "if");
  if (schema["if"] === undefined || chosen.has(at)) return [];
  const consequence = (name: "then" | "else"): SiteRoot[] =>
    schema[name] === undefined ? [] : [{ schema: schema[name] as JsonSchema, place: below(place, name) }];
  const condition = { schema: schema["if"] as JsonSchema, place: at };
  const opposite: SiteRoot = { schema: { not: schema["if"] }, place: at, isMadeUp: true };
  return [
    {
      keyword: "if",
      place: at,
      branches: [
        branch(site, "then", at, 0, [condition, ...consequence("then")]),
        branch(site, "else", at, 1, [opposite, ...consequence("else")]),
      ],
    },
  ];
}

function dependents(site: Site, { schema, place }: SchemaNode): Fork[] {
  const { dependentSchemas } = schema;
  if (!isJsonObject(dependentSchemas)) return [];
  return Object.entries(dependentSchemas).map(([trigger, inner]) => {
    const at = below(place, "dependentSchemas", trigger);
    const given: SiteRoot = { schema: { required: [trigger] }, place: at, isMadeUp: true };
    const absent: SiteRoot = { schema: { not: { required: [trigger] } }, place: at, isMadeUp: true };
    return {
      keyword: "dependentSchemas",
      place: at,
      branches: [
        branch(site, `without ${trigger}`, at, 0, [absent]),
        branch(site, `with ${trigger}`, at, 1, [given, { schema: inner as JsonSchema, place: at }]),
      ],
    };
  });
}

function branch(site: Site, what: string, place: JsonPointer, index: number, roots: SiteRoot[]): Branch {
  const inside = narrowed(site, roots, [{ place, index, at: site.at }]);
  const known = new Set(site.nodes.map((node) => node.schema));
  const madeUp = new Set(roots.filter(({ isMadeUp }) => isMadeUp).map(({ schema }) => schema));
  const added = inside.nodes.filter(({ schema }) => !known.has(schema) && !madeUp.has(schema));
  return { site: inside, added, what };
}
