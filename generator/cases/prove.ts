import type { Case, RequestPatch } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import { accepted, either, rejectedData } from "../../spec/interchange/expectation.ts";
import type { JsonPointer } from "../../spec/interchange/json.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { BaseRequest } from "./base-request.ts";
import type { Candidate, Edit } from "./candidate.ts";
import type { Carrier } from "./carriers/carrier.ts";
import type { Verdict } from "./prover.ts";
import type { Removal } from "./remaining-schema.ts";
import type { Site } from "./site.ts";
import { cannotTravel } from "./travel.ts";
import { twins } from "./twins.ts";

/** What came of a candidate: a case, or why it is none. */
export type Proof = ProvedCase | { reason: string };

/** A case that is proved. */
export interface ProvedCase extends Pick<Case, "request" | "expect"> {
  /** Further places of the schema part that refuse it for the same reason. */
  also: JsonPointer[];
}

/**
 * Turns a candidate into a case, if it is one: a valid request is valid whenever it arrives; an invalid
 * one is refused, and would not be if the keyword that it names were taken out of the schema. Where
 * other branches of a union hold the same keyword (by a shared `$ref`), taking it out changes them, too;
 * then the union is first reduced to the branch that the request is made for, on both sides of the proof.
 * Where several places refuse it for the same reason, as few as have to be are taken out with the keyword.
 * What a server may read or refuse has the same proof, and leaves the choice to it.
 *
 * @param edits - the change of the base's instance
 * @param site - what the edits are for
 * @param isSent - whether another case sends the same
 */
export function prove(
  candidate: Pick<Candidate, "keyword" | "place" | "valid" | "isOpen">,
  edits: Edit[],
  site: Site,
  operation: Operation<SchemaPart>,
  { request: base, prover }: BaseRequest,
  carrier: Carrier,
  isSent: (patches: RequestPatch[]) => boolean,
): Proof | "sent already" {
  const patches = carrier.patch(edits, base);
  if ("reason" in patches) return patches;
  if (isSent(patches)) return "sent already";
  const request = prover.change(base, patches);
  const obstacle = cannotTravel(request);
  if (obstacle !== undefined) return { reason: obstacle };
  const verdict = prover.judge(request);
  if (verdict === "unsteady")
    return { reason: "whether it is valid depends on the moment at which it arrives: no server can be held to it" };
  if (verdict === "undecided") return { reason: UNDECIDED };
  const isValid = verdict === "valid";
  if (candidate.valid !== "either" && candidate.valid !== isValid) {
    return {
      reason: isValid ? acceptedBy(site) : `other rules than ${candidate.keyword} refuse it: it need not be accepted`,
    };
  }
  if (isValid) {
    const isOpen = candidate.isOpen || prover.mayBeUndecodable(request);
    return { request: patches, expect: (isOpen ? either : accepted)(operation, patches), also: [] };
  }
  const also = furtherFaults(candidate, site, (removal) => prover.judge(request, { part: carrier.part, ...removal }));
  if (!also)
    return {
      reason: `other rules than ${candidate.keyword} refuse it, too: a refusal would prove nothing about ${candidate.keyword}`,
    };
  return {
    request: patches,
    expect: candidate.isOpen ? either(operation, patches) : rejectedData(operation, patches),
    also,
  };
}

const UNDECIDED =
  "only the discriminator refuses it, or the judges of schemas differ over it: no server can be held to it";

/** Why what should be a fault is none. */
function acceptedBy({ choices }: Site): string {
  return choices.length > 0
    ? "another branch of the schema accepts it: it is no fault"
    : "the schema accepts it in the form in which it travels: it is no fault";
}

/** The places that have to go beside a candidate's own for its request to be valid; `undefined` when none of them are enough. */
function furtherFaults(
  { keyword, place }: Pick<Candidate, "keyword" | "place">,
  site: Site,
  judge: (removal: Omit<Removal, "part">) => Verdict,
): JsonPointer[] | undefined {
  const isEnough = (also: JsonPointer[], choices?: Site["choices"]) =>
    judge({ places: [place, ...also], choices }) === "valid";
  const ways = [undefined, ...(site.choices.length > 0 ? [site.choices] : [])];
  const others = twins(site, keyword, place);
  for (const also of others.length > 0 ? [[], others] : [[]]) {
    for (const choices of ways) {
      if (choices && judge({ choices }) !== "invalid") continue;
      if (!isEnough(also, choices)) continue;
      const rest = needed(also, (fewer) => isEnough(fewer, choices));
      // The others alone may be enough: then the keyword takes the request.
      if (rest.length === 0 || judge({ places: rest, choices }) === "invalid") return rest;
    }
  }
  return undefined;
}

/** Those of several places without which the rest is not enough. */
function needed(places: JsonPointer[], isEnough: (rest: JsonPointer[]) => boolean): JsonPointer[] {
  return places.reduce<JsonPointer[]>((kept, place) => {
    const rest = kept.filter((other) => other !== place);
    return isEnough(rest) ? rest : kept;
  }, places);
}
