import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { spread } from "../../../spec/patterns/spread.ts";
import type { Candidate, Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { memberSites, type Site } from "../site.ts";
import { enumeration } from "./enumeration.ts";
import { format } from "./format.ts";
import { length } from "./length.ts";
import { required } from "./members.ts";
import { multipleOf } from "./multiple-of.ts";
import { range } from "./range.ts";
import { size } from "./size.ts";
import { type } from "./type.ts";

const FAMILIES: KeywordFamily[] = [required, enumeration, length, range, multipleOf, size, format];

/** How many of them stand for a condition, and how many of other types. */
const MAX_FAULTS = 40;
const MAX_TYPES = 12;

/**
 * Values on both sides of the keywords in a condition (`if`, `not`), which judges them; the prover finds
 * out what follows.
 *
 * @param inner - the condition's schema, at the same place of the instance
 * @param start - a value that the condition takes
 */
export function innerFaults(context: KeywordContext, inner: Site, start: JsonTemplate): Finding[] {
  const { keyword, place, sampler } = context;
  const sites = [inner, ...memberSites(inner).map(({ site }) => site)];
  const all = faultsOf(FAMILIES);
  const kept = spread(all, MAX_FAULTS);
  const types = spread(faultsOf([type]), MAX_TYPES);
  const cut = all.length - kept.length;
  const reason = `left out: ${MAX_FAULTS} are sent, chosen evenly over its keywords`;
  const thinned = { keyword, place, what: `${cut} further values on both sides of it`, reason };
  return [...kept, ...types, ...(cut > 0 ? [thinned] : [])];

  function faultsOf(families: readonly KeywordFamily[]): Candidate[] {
    return sites.flatMap((site) =>
      site.nodes.flatMap((node) =>
        Object.entries(node.schema).flatMap(([name, argument]) =>
          families
            .filter(({ keywords }) => keywords.includes(name))
            .flatMap((family) => {
              const at = { site, schema: node.schema, keyword: name, argument, place: below(node.place, name) };
              return family.derive({ ...context, ...at, instance: sampler.sample(site) ?? null });
            })
            .filter((finding) => "edits" in finding)
            .map((finding) => {
              const where = site.at.slice(inner.at.length).join("/");
              const what = `${where === "" ? "" : `${where} `}${name} ${finding.what}`;
              const edits = [{ at: inner.at, value: start }, ...finding.edits];
              return { ...finding, keyword, place, what, valid: "either" as const, isSearch: true, edits };
            }),
        ),
      ),
    );
  }
}
