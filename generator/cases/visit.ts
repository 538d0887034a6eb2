import type { JsonTemplate } from "../../spec/interchange/expression.ts";
import type { JsonPointer, JsonSchema } from "../../spec/interchange/json.ts";
import { type Branch, type Fork, forkSteps, forks } from "./branches.ts";
import type { LeftOut } from "./candidate.ts";
import type { Carrier } from "./carriers/carrier.ts";
import { childSites } from "./child-sites.ts";
import { valueAt, withValue } from "./instance.ts";
import type { Sampler } from "./sample/sampler.ts";
import { isReadOnly } from "./sample/without-read-only.ts";
import { narrowed, type SchemaNode, type Site } from "./site.ts";

/** A site, an instance that contains it, and the schema objects that are met there for the first time. */
export interface Visit {
  site: Site;
  nodes: SchemaNode[];
  /** A valid instance of the whole, with something at the site. */
  whole: JsonTemplate;
  /** Where it differs from the base's instance, if it does. */
  differsAt?: string[] | undefined;
  /** Set where the schema objects were met before, in an instance that went another way: what this one does. */
  way?: string;
}

/** One schema object is met at so many places of an instance; a recursive schema ends by it. */
const MAX_PLACES = 4;

/** Sites of one instance. */
const MAX_SITES = 1_500;

/** Sites of one instance that are visited again because the instance goes another way. */
const MAX_AGAIN = 120;

/** Values that are tried to reach a site. */
const MAX_VALUES = 6;

/**
 * Every site of an instance, the shallow ones first, each with a valid instance that contains it: the
 * base's own, or that with the least put in its place. Branches of unions, conditions and dependent
 * schemas are followed with an instance that goes that way; what stands beside them is visited in it again.
 */
export function* visits(carrier: Carrier, sampler: Sampler): Generator<Visit | (LeftOut & { site: Site })> {
  const { root, instance } = carrier;
  if (instance === undefined) return;
  const met = new Set<string>();
  const count = new Map<JsonPointer, number>();
  const surplus = new Map<JsonPointer, { number: number; site: Site }>();
  const queue: Visit[] = [{ site: root, nodes: fresh(root, root.nodes), whole: instance }];
  const ways = new Set<string>();
  let beyond = 0;
  let repeated = 0;
  for (const visit of queue) {
    yield visit;
    const all = forks(visit.site);
    sampler.spend(forkSteps(visit.site, all));
    for (const fork of all) {
      for (const branch of fork.branches) {
        const nodes = fresh(branch.site, branch.added);
        const isNew = isFirst(visit.site, fork, branch);
        if ((nodes.length === 0 && !isNew) || isFull()) continue;
        const reached = intoBranch(visit, branch);
        if (reached && nodes.length > 0) queue.push({ ...reached, site: branch.site, nodes });
        if (reached && isNew && reached.whole !== visit.whole) yield* again(visit, reached, branch);
        if (!reached && nodes.length > 0)
          yield unreached(
            branch.site,
            nodes,
            "no valid request was found that takes this branch: give the schema an example that does",
          );
      }
    }
    for (const site of childSites(visit.site, sampler)) {
      const nodes = fresh(site, site.nodes);
      if (nodes.length === 0 || isFull()) continue;
      if (isReadOnly(site)) {
        yield unreached(site, nodes, "readOnly: a server may pass over it in a request, whatever it is");
        continue;
      }
      const reached = toChild(visit, site);
      if (reached) queue.push({ ...reached, site, nodes });
      else
        yield unreached(site, nodes, "no valid request was found that has this place: give what holds it an example");
    }
  }
  if (beyond > 0) {
    const what = `${placesOf(beyond)} that were found, and all below`;
    const [{ schema, place } = { schema: {}, place: "" }] = root.nodes;
    const keyword = Object.keys(schema)[0] ?? "schema";
    yield { site: root, keyword, place, what, reason: `left out: ${MAX_SITES} places of one instance are visited` };
  }
  if (repeated > MAX_AGAIN) {
    const what = `${placesOf(repeated - MAX_AGAIN)} in an instance that goes another way`;
    const [{ schema, place } = { schema: {}, place: "" }] = root.nodes;
    const keyword = Object.keys(schema)[0] ?? "schema";
    yield { site: root, keyword, place, what, reason: `left out: ${MAX_AGAIN} places are visited again` };
  }
  for (const [place, { number, site }] of surplus) {
    const what = `${placesOf(number)} of this schema`;
    yield { site, keyword: "$ref", place, what, reason: `left out: a schema is tried at ${MAX_PLACES} places` };
  }

  /** Whether a branch is met for the first time at a site of this shape. */
  function isFirst(site: Site, { place }: Fork, { what }: Branch): boolean {
    const key = `${shapeOf(site)} ${place} ${what}`;
    if (ways.has(key)) return false;
    ways.add(key);
    return true;
  }

  /** A site and what it holds, without what a branch adds, in an instance that takes the branch. */
  function* again(from: Visit, reached: Reached, branch: Branch): Generator<Visit> {
    const { site, what: way } = branch;
    if (++repeated <= MAX_AGAIN) yield { ...reached, site, nodes: from.site.nodes, way };
    const shared = new Set(
      childSites(from.site, sampler).flatMap((child) => child.nodes.map(({ place }) => `${shapeOf(child)} ${place}`)),
    );
    for (const child of childSites(site, sampler)) {
      const nodes = child.nodes.filter(({ place }) => shared.has(`${shapeOf(child)} ${place}`));
      if (nodes.length === 0 || isReadOnly(child) || ++repeated > MAX_AGAIN) continue;
      const inside = toChild({ ...reached, site, nodes }, child);
      if (inside) yield { ...inside, site: child, nodes, way };
    }
  }

  /** Whether the instance has as many sites as are visited; then one more is counted as left out. */
  function isFull(): boolean {
    if (queue.length < MAX_SITES) return false;
    beyond++;
    return true;
  }

  /** The schema objects that are new at a site of this shape, and not yet met too often. */
  function fresh(site: Site, nodes: SchemaNode[]): SchemaNode[] {
    const shape = shapeOf(site);
    return nodes.filter(({ place }) => {
      const key = `${shape} ${place}`;
      if (met.has(key)) return false;
      met.add(key);
      const number = (count.get(place) ?? 0) + 1;
      count.set(place, number);
      if (number <= MAX_PLACES) return true;
      surplus.set(place, { number: number - MAX_PLACES, site: surplus.get(place)?.site ?? site });
      return false;
    });
  }

  function intoBranch(visit: Visit, branch: Branch): Reached | undefined {
    const { at } = branch.site;
    const present = valueAt(visit.whole, at);
    if (present !== undefined && sampler.accepts(branch.site, present)) return visit;
    return withSample(visit, branch.site, at);
  }

  function toChild(visit: Visit, site: Site): Reached | undefined {
    const present = valueAt(visit.whole, site.at);
    if (present !== undefined && sampler.accepts(site, present)) return visit;
    const step = site.at.at(-1) ?? "";
    const holder = visit.site;
    const held = valueAt(visit.whole, holder.at);
    const isItem = Array.isArray(held);
    // An item beyond the end would leave a hole before it.
    const added = isItem && held.length < Number(step) ? undefined : withSample(visit, site, site.at);
    if (added) return added;
    const wish: JsonSchema = isItem ? { minItems: Number(step) + 1 } : { required: [step] };
    const [schema, place] = [wish, holder.roots[0]?.place ?? ""];
    return withSample(visit, narrowed(holder, [{ schema, place, isMadeUp: true }]), holder.at, site);
  }

  /** The instance with a sample of a site in its place, if the whole stays valid. */
  function withSample(visit: Visit, of: Site, at: string[], wanted?: Site): Reached | undefined {
    for (const value of sampler.samples(of).take(MAX_VALUES)) {
      const whole = withValue(visit.whole, at, value);
      const inside = wanted && valueAt(whole, wanted.at);
      if (wanted && (inside === undefined || !sampler.accepts(wanted, inside))) continue;
      if (!sampler.accepts(root, whole)) continue;
      return { whole, differsAt: isInside(at, visit.differsAt) ? visit.differsAt : at };
    }
    return undefined;
  }
}

/** A place of an instance, whichever item of an array it is in. */
export function shapeOf({ at }: Pick<Site, "at">): string {
  return at.map((step) => (/^\d+$/.test(step) ? "*" : step)).join("/");
}

function placesOf(number: number): string {
  return `${number} further place${number === 1 ? "" : "s"}`;
}

type Reached = Pick<Visit, "whole" | "differsAt">;

function isInside(at: string[], holder: string[] | undefined): boolean {
  return holder?.every((step, index) => at[index] === step) ?? false;
}

function unreached(site: Site, nodes: SchemaNode[], reason: string): LeftOut & { site: Site } {
  const place = nodes[0]?.place ?? "";
  return { site, keyword: Object.keys(nodes[0]?.schema ?? {})[0] ?? "schema", place, what: "not reached", reason };
}
