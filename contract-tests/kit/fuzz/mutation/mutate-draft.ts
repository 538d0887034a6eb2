import type { ParameterPlace } from "../../../../spec/interchange/contract.ts";
import type { JsonTemplate } from "../../../../spec/interchange/expression.ts";
import { hash } from "../hash.ts";
import type { Draft, RequestSpace } from "../request/request-space.ts";
import { withValueAt } from "../request/value-at.ts";
import type { Mutation } from "./mutation.ts";
import { MUTATION_FAMILIES } from "./mutation-families.ts";
import { mutationSites } from "./mutation-sites.ts";

/** A draft with one change, and where it was made. */
export interface MutatedDraft {
  draft: Draft;
  place: ParameterPlace | "body";
  way: readonly string[];
  /** The kind of change, and what exactly: `length/too long, é`. */
  label: string;
}

/**
 * Drafts with a single change each, in an order that a number decides: the kinds of change first, then
 * the places. The order of two changes does not depend on what else the draft holds, so the same number
 * makes the same change when a draft shrinks around it.
 */
export function* mutatedDrafts(draft: Draft, space: RequestSpace, salt: number): Generator<MutatedDraft> {
  const sites = Object.entries(instancesOf(draft)).flatMap(([place, instance]) => {
    const schema = space.schemaOf(place as ParameterPlace);
    const isForm = place !== "body" || space.media?.kind === "multipart" || space.media?.kind === "urlencoded";
    return schema === undefined
      ? []
      : mutationSites(instance, schema, isForm).map((site) => ({
          place: place as ParameterPlace | "body",
          instance,
          site,
        }));
  });
  const families = MUTATION_FAMILIES.toSorted((one, other) => hash(salt, one.id) - hash(salt, other.id));
  for (const family of families) {
    const changes = sites.flatMap(({ place, instance, site }) =>
      family
        .mutations(site)
        .filter(isJson)
        .map((mutation) => {
          const way = [...site.way, ...(mutation.way ?? [])];
          return { place, instance, way, mutation, rank: hash(salt, `${place}/${way.join("/")}/${mutation.label}`) };
        }),
    );
    for (const { place, instance, way, mutation } of changes.toSorted((one, other) => one.rank - other.rank)) {
      const changed = way.length === 0 ? mutation.value : withValueAt(instance, way, mutation.value);
      yield { draft: replaced(draft, place, changed), place, way, label: `${family.id}/${mutation.label}` };
    }
  }
}

/** Beyond the doubles there are no numbers: 400 digits, read as one, are none. */
function isJson({ value }: Mutation): boolean {
  return typeof value !== "number" || Number.isFinite(value);
}

function instancesOf({ parameters, body }: Draft): Record<string, JsonTemplate> {
  return { ...parameters, ...(body === undefined ? {} : { body }) };
}

function replaced(draft: Draft, place: ParameterPlace | "body", instance: JsonTemplate | undefined): Draft {
  if (place === "body") return { ...draft, body: instance };
  return { ...draft, parameters: { ...draft.parameters, [place]: instance as Draft["parameters"][ParameterPlace] } };
}
