import type { Case, CaseFile, SkippedCase } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";
import { type BaseRequest, baseRequest } from "./base-request.ts";
import type { Candidate } from "./candidate.ts";
import type { Carrier } from "./carriers/carrier.ts";
import { accepted } from "./expectation.ts";
import { keywordFamilies } from "./keyword-families.ts";
import { protocolCases } from "./protocol/protocol-cases.ts";
import { prove } from "./prove.ts";
import { child, itemSite, memberSites, type Site } from "./site.ts";

/** Sites deeper than this are not visited: a recursive schema has no end. */
const MAX_DEPTH = 6;

/** The cases of an operation, each proved; what could not be proved is listed with the reason. */
export type DerivedCases = Omit<CaseFile, "$comment">;

/** Derives the cases of one operation of a document. */
export function deriveCases(operation: Operation<SchemaPart>, document: JsonObject): DerivedCases {
  const base = baseRequest(operation, document);
  if ("reason" in base) {
    const request = {
      path: {},
      query: [],
      headers: {},
      cookies: {},
      credentials: [],
      body: null,
    };
    const skipped = [
      {
        name: `${operation.id}/everything`,
        tests: { keyword: "base", pointer: operation.pointer },
        reason: base.reason,
      },
    ];
    return { operation: operation.id, base: request, cases: [], skipped };
  }
  const collected = new Collection();
  collected.add({
    name: `${operation.id}/request/base`,
    tests: { keyword: "base", pointer: operation.pointer },
    request: [],
    expect: accepted(operation),
  });
  const protocol = protocolCases(operation, base, document);
  for (const found of protocol.cases) collected.add(found);
  for (const found of protocol.skipped) collected.skip(found);
  for (const { carrier, site, candidate } of candidatesOf(base)) {
    const place = [operation.id, carrier.place, ...site.at.map(encodeURIComponent)].join("/");
    const name = `${place}/${candidate.keyword}/${candidate.what}`;
    const tests = { keyword: candidate.keyword, pointer: documentPointer(carrier.part, candidate.place) };
    const proof = prove(candidate, operation, base, carrier);
    if ("expect" in proof) collected.add({ name, tests, ...proof });
    else if (!candidate.isSearch) collected.skip({ name, tests, reason: proof.reason });
  }
  return {
    operation: operation.id,
    base: base.request,
    cases: collected.cases,
    skipped: collected.skipped,
  };
}

/** Cases and skipped ones under distinct names; of two cases that send the same, the first stays. */
class Collection {
  readonly cases: Case[] = [];
  readonly skipped: SkippedCase[] = [];
  readonly #names = new Set<string>();
  readonly #requests = new Set<string>();

  add(found: Case): void {
    const request = JSON.stringify([found.request, found.expect.outcome]);
    if (this.#requests.has(request)) return;
    this.#requests.add(request);
    this.cases.push({ ...found, name: this.#distinct(found.name) });
  }

  skip(found: SkippedCase): void {
    this.skipped.push({ ...found, name: this.#distinct(found.name) });
  }

  #distinct(wish: string): string {
    let name = wish;
    for (let count = 2; this.#names.has(name); count++) name = `${wish} ${count}`;
    this.#names.add(name);
    return name;
  }
}

/** Every candidate of a request; those that only say that a member may be there come last. */
function candidatesOf(base: BaseRequest): { carrier: Carrier; site: Site; candidate: Candidate }[] {
  const found = base.carriers.flatMap((carrier) =>
    [...visit(carrier, carrier.root, base)].flatMap(({ site, candidates }) =>
      candidates.map((candidate) => ({ carrier, site, candidate })),
    ),
  );
  const isPresence = ({ candidate }: { candidate: Candidate }) => candidate.keyword === "properties";
  return [...found.filter((entry) => !isPresence(entry)), ...found.filter(isPresence)];
}

function* visit(
  carrier: Carrier,
  site: Site,
  base: BaseRequest,
  depth = 0,
): Generator<{ site: Site; candidates: Candidate[] }> {
  if (depth > MAX_DEPTH) return;
  const isText = carrier.isText(site.at);
  const candidates = site.nodes.flatMap(({ schema, place }) =>
    Object.entries(schema).flatMap(([keyword, argument]) =>
      (carrier.constrains(site.at, keyword) ? keywordFamilies(keyword) : []).flatMap((family) =>
        family.derive({
          site,
          keyword,
          argument,
          place: child(place, keyword),
          isText,
          sample: base.sample,
        }),
      ),
    ),
  );
  yield { site, candidates };
  for (const member of memberSites(site)) yield* visit(carrier, member.site, base, depth + 1);
  const item = itemSite(site, 0);
  if (item) yield* visit(carrier, item, base, depth + 1);
}
