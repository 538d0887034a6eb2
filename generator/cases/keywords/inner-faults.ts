import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { below } from "../../document/pointer.ts";
import type { Finding, KeywordContext, KeywordFamily } from "../candidate.ts";
import { memberSites, type Site } from "../site.ts";
import { enumeration } from "./enumeration.ts";
import { length } from "./length.ts";
import { required } from "./members.ts";
import { range } from "./range.ts";
import { size } from "./size.ts";

const FAMILIES: KeywordFamily[] = [required, enumeration, length, range, size];

/** How many of them stand for a condition. */
const MAX_FAULTS = 40;

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
  const found = sites.flatMap((site) =>
    site.nodes.flatMap((node) =>
      Object.entries(node.schema).flatMap(([name, argument]) =>
        FAMILIES.filter(({ keywords }) => keywords.includes(name)).flatMap((family) =>
          family
            .derive({
              ...context,
              site,
              schema: node.schema,
              keyword: name,
              argument,
              place: below(node.place, name),
              instance: sampler.sample(site) ?? null,
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
    ),
  );
  return found.slice(0, MAX_FAULTS);
}
