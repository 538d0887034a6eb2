import type { Case, CaseFile, RequestPatch, SkippedCase } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import { accepted } from "../../spec/interchange/expectation.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";
import { type BaseRequest, baseRequest } from "./base-request.ts";
import { NO_WAY } from "./carriers/carrier.ts";
import { createEffort, MOST_STEPS } from "./effort.ts";
import { makesThings } from "./fresh-instance.ts";
import { furtherBodies } from "./further-bodies.ts";
import { type Proposal, proposals } from "./proposals.ts";
import { protocolCases } from "./protocol/protocol-cases.ts";
import { prove } from "./prove.ts";
import { SearchTally } from "./search-tally.ts";
import { settle } from "./settle.ts";

/** The cases of an operation, each proved; what could not be proved is listed with the reason. */
export type DerivedCases = Omit<CaseFile, "$comment">;

/**
 * Derives the cases of one operation of a document.
 *
 * @param steps - what each phase of it may cost; see `stepsFor`
 */
export function deriveCases(
  operation: Operation<SchemaPart>,
  document: JsonObject,
  steps: number = MOST_STEPS,
): DerivedCases {
  const effort = createEffort(steps);
  const found = effort.phase(() => baseRequest(operation, document, { effort, isFresh: makesThings(operation) }));
  const base = "value" in found ? found.value : found;
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
  const unfinished = (what: string, reason: string) =>
    collected.skip({ name: `${operation.id}/${what}`, tests: { keyword: "base", pointer: operation.pointer }, reason });
  const others = effort.phase(() => furtherBodies(operation, document, base));
  if ("reason" in others) unfinished("bodies of further media types", others.reason);
  const further = "value" in others ? others.value : [];
  const bodies = further.filter((found) => "body" in found);
  const searched = new SearchTally();
  const protocol = effort.phase(() => protocolCases(operation, base, document, bodies, searched));
  if ("reason" in protocol) unfinished("cases of the protocol", protocol.reason);
  else {
    for (const found of protocol.value.cases) collected.add(found);
    for (const found of protocol.value.skipped) collected.skip(found);
  }
  for (const found of further) {
    if (!("reason" in found)) continue;
    const tests = { keyword: "content", pointer: found.media.pointer };
    collected.skip({ name: `${operation.id}/${found.name}/content/its own cases`, tests, reason: found.reason });
  }
  const carriers = bodies.flatMap(({ carrier }) => (carrier ? [carrier] : []));
  const proposed = [...proposals(base, effort), ...proposals({ ...base, carriers }, effort)];
  let looked = 0;
  const proved = effort.phase(() => {
    for (const each of proposed) {
      settleProposal(each, operation, base, collected, searched);
      looked++;
    }
  });
  if ("reason" in proved) unfinished(`${proposed.length - looked} further candidates`, proved.reason);
  for (const found of searched.skipped(operation.id)) collected.skip(found);
  return {
    operation: operation.id,
    base: base.request,
    cases: collected.cases,
    skipped: collected.skipped,
  };
}

/** Makes a case of what a family proposed, or says why it is none. */
function settleProposal(
  proposal: Proposal,
  operation: Operation<SchemaPart>,
  base: BaseRequest,
  collected: Collection,
  searched: SearchTally,
): void {
  const { carrier, site, finding } = proposal;
  const place = [operation.id, carrier.name ?? carrier.place, ...site.at.map(encodeURIComponent)].join("/");
  const name = `${place}/${finding.keyword}/${finding.what}`;
  const tests = { keyword: finding.keyword, pointer: documentPointer(carrier.part, finding.place) };
  if ("reason" in finding) {
    collected.skip({ name, tests, reason: finding.reason });
    return;
  }
  const edits = proposal.visit && settle(finding.edits, proposal.visit, carrier);
  const proof = edits
    ? prove(finding, edits, site, operation, base, carrier, (request) => collected.holds(request))
    : NO_WAY;
  if (proof === "sent already") return;
  if ("expect" in proof) {
    const { also: places, ...proved } = proof;
    const also = places.map((other) => documentPointer(carrier.part, other));
    collected.add({ name, tests: { ...tests, ...(also.length > 0 && { also }) }, ...proved });
  } else if (finding.isSearch) searched.count(tests, proof.reason);
  else collected.skip({ name, tests, reason: proof.reason });
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
