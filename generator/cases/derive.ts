import type { Case, CaseFile, RequestPatch, SkippedCase } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import { accepted } from "../../spec/interchange/expectation.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";
import { baseRequest } from "./base-request.ts";
import { NO_WAY } from "./carriers/carrier.ts";
import { furtherBodies } from "./further-bodies.ts";
import { proposals } from "./proposals.ts";
import { protocolCases } from "./protocol/protocol-cases.ts";
import { prove } from "./prove.ts";
import { SearchTally } from "./search-tally.ts";
import { settle } from "./settle.ts";

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
  const further = furtherBodies(operation, document, base);
  const bodies = further.filter((found) => "body" in found);
  const searched = new SearchTally();
  const protocol = protocolCases(operation, base, document, bodies, searched);
  for (const found of protocol.cases) collected.add(found);
  for (const found of protocol.skipped) collected.skip(found);
  for (const found of further) {
    if (!("reason" in found)) continue;
    const tests = { keyword: "content", pointer: found.media.pointer };
    collected.skip({ name: `${operation.id}/${found.name}/content/its own cases`, tests, reason: found.reason });
  }
  const carriers = bodies.flatMap(({ carrier }) => (carrier ? [carrier] : []));
  for (const found of [...proposals(base), ...proposals({ ...base, carriers })]) {
    const { carrier, site, finding } = found;
    const place = [operation.id, carrier.name ?? carrier.place, ...site.at.map(encodeURIComponent)].join("/");
    const name = `${place}/${finding.keyword}/${finding.what}`;
    const tests = { keyword: finding.keyword, pointer: documentPointer(carrier.part, finding.place) };
    if ("reason" in finding) {
      collected.skip({ name, tests, reason: finding.reason });
      continue;
    }
    const edits = found.visit && settle(finding.edits, found.visit, carrier);
    const proof = edits
      ? prove(finding, edits, site, operation, base, carrier, (request) => collected.holds(request))
      : NO_WAY;
    if (proof === "sent already") continue;
    if ("expect" in proof) {
      const { also: places, ...proved } = proof;
      const also = places.map((other) => documentPointer(carrier.part, other));
      collected.add({ name, tests: { ...tests, ...(also.length > 0 && { also }) }, ...proved });
    } else if (finding.isSearch) searched.count(tests, proof.reason);
    else collected.skip({ name, tests, reason: proof.reason });
  }
  for (const found of searched.skipped(operation.id)) collected.skip(found);
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

  /** Whether there is a case with this change of the base request. */
  holds(request: RequestPatch[]): boolean {
    return this.#requests.has(JSON.stringify(request));
  }

  add(found: Case): void {
    if (this.holds(found.request)) return;
    this.#requests.add(JSON.stringify(found.request));
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
