import { below } from "../../spec/interchange/pointer.ts";
import type { BaseRequest } from "./base-request.ts";
import type { Finding, KeywordContext } from "./candidate.ts";
import type { Carrier } from "./carriers/carrier.ts";
import type { Effort } from "./effort.ts";
import { faultsAgain } from "./faults-again.ts";
import { valueAt } from "./instance.ts";
import { keywordFamilies } from "./keyword-families.ts";
import type { Site } from "./site.ts";
import { type Visit, visits } from "./visit.ts";

/** What a family found at a site of a carrier; `visit` is absent where the site could not be reached. */
export interface Proposal {
  carrier: Carrier;
  site: Site;
  finding: Finding;
  visit?: Visit;
}

/** Keywords whose valid values say little, from the most to the least. */
const LATE: readonly string[] = [
  ...["multipleOf", "items", "prefixItems", "unevaluatedItems", "type", "properties"],
  ...["examples", "default"],
];

/**
 * Everything that the keyword families propose for a request. What only says that a value is of its type, or that a
 * member may be there, comes late, examples after that: where a bound sends the same value, the case is the bound's.
 */
export function proposals(base: BaseRequest, effort: Effort): Proposal[] {
  return base.carriers
    .flatMap((carrier) => {
      const found: Proposal[] = [];
      const all = effort.phase(() => {
        for (const proposal of carrierProposals(carrier, base)) found.push(proposal);
      });
      return "reason" in all ? [...found, unfinished(carrier, all.reason)] : found;
    })
    .sort((one, other) => lateness(one.finding) - lateness(other.finding));
}

/** What stands for all that was not found any more. */
function unfinished(carrier: Carrier, reason: string): Proposal {
  const [{ schema, place } = { schema: {}, place: "" }] = carrier.root.nodes;
  const keyword = Object.keys(schema)[0] ?? "schema";
  return {
    carrier,
    site: carrier.root,
    finding: { keyword, place, what: "the places and values after these", reason },
  };
}

function lateness(finding: Finding): number {
  if (!("edits" in finding) || finding.valid === false) return 0;
  // A text that may be of its type has a decoder to trap.
  return finding.keyword === "type" && finding.valid === "either" ? 0 : LATE.indexOf(finding.keyword) + 1;
}

/**
 * What the keyword families propose for one part of a request, as it is asked for.
 *
 * @param isWanted - which sites to look at; all by default
 */
export function* carrierProposals(
  carrier: Carrier,
  base: BaseRequest,
  isWanted: (visit: Visit) => boolean = () => true,
): Generator<Proposal> {
  for (const visit of visits(carrier, base.sampler)) {
    if (!("nodes" in visit)) {
      yield { carrier, site: visit.site, finding: visit };
      continue;
    }
    if (!isWanted(visit)) continue;
    const found = findings(visit, carrier, base);
    for (const finding of visit.way === undefined ? found : faultsAgain(found, visit.way))
      yield { carrier, site: visit.site, finding, visit };
  }
}

function* findings(visit: Visit, carrier: Carrier, { sampler, discriminators }: BaseRequest): Generator<Finding> {
  const { site, nodes, whole } = visit;
  const instance = valueAt(whole, site.at);
  if (instance === undefined) return;
  for (const { schema, place } of nodes) {
    for (const [keyword, argument] of Object.entries(schema)) {
      if (!carrier.constrains(site.at, keyword)) continue;
      const context: KeywordContext = {
        site,
        keyword,
        argument,
        schema,
        place: below(place, keyword),
        isText: carrier.isText(site.at),
        isForm: carrier.isText([...site.at, "member"]),
        instance,
        sampler,
        sample: sampler.sample,
        discriminator: discriminators.get(schema),
      };
      for (const family of keywordFamilies(keyword)) yield* family.derive(context);
    }
  }
}
