import type { Case, RequestPatch } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { BaseRequest } from "./base-request.ts";
import type { Candidate, Edit } from "./candidate.ts";
import type { Carrier } from "./carriers/carrier.ts";
import { accepted, rejected } from "./expectation.ts";
import type { Choice } from "./site.ts";
import { cannotTravel } from "./travel.ts";

/** What came of a candidate: a case, or why it is none. */
export type Proof = Pick<Case, "request" | "expect"> | { reason: string };

/**
 * Turns a candidate into a case, if it is one: a valid request is valid whenever it arrives; an invalid
 * one is refused, and would not be if the keyword that it names were taken out of the schema. Where
 * other branches of a union hold the same keyword (by a shared `$ref`), taking it out changes them, too;
 * then the union is first reduced to the branch that the request is made for, on both sides of the proof.
 *
 * @param edits - the change of the base's instance
 * @param choices - the branches of the unions that lead to the site
 * @param isSent - whether another case sends the same
 */
export function prove(
  candidate: Pick<Candidate, "keyword" | "place" | "valid">,
  edits: Edit[],
  choices: readonly Choice[],
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
  if (verdict === "unsteady") return { reason: "whether it is valid depends on when it arrives" };
  if (verdict === "undecided") return { reason: "by its discriminator it is of another branch" };
  const isValid = verdict === "valid";
  if (candidate.valid !== "either" && candidate.valid !== isValid) {
    const reason = isValid ? "the schema accepts it in the form in which it travels" : "the schema refuses it";
    return { reason };
  }
  if (isValid) return { request: patches, expect: accepted(operation, patches) };
  const { part } = carrier;
  const { place } = candidate;
  const isOneFault =
    prover.judge(request, { part, place }) === "valid" ||
    (choices.length > 0 &&
      prover.judge(request, { part, choices }) === "invalid" &&
      prover.judge(request, { part, place, choices }) === "valid");
  if (!isOneFault) return { reason: `it breaks more than ${candidate.keyword}` };
  return { request: patches, expect: rejected(operation, "data") };
}
