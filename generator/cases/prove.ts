import type { Case } from "../../spec/interchange/case.ts";
import type { Operation } from "../../spec/interchange/contract.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { BaseRequest } from "./base-request.ts";
import type { Candidate } from "./candidate.ts";
import type { Carrier } from "./carriers/carrier.ts";
import { accepted, rejected } from "./expectation.ts";
import { cannotTravel } from "./travel.ts";

/**
 * Turns a candidate into a case, if it is one: a valid request is valid whenever it arrives; an invalid
 * one is refused, and would not be if the keyword that it names were taken out of the schema.
 *
 * @returns the reason why it proves nothing otherwise
 */
export function prove(
  candidate: Candidate,
  operation: Operation<SchemaPart>,
  { request: base, prover }: BaseRequest,
  carrier: Carrier,
): Pick<Case, "request" | "expect"> | { reason: string } {
  const patches = carrier.patch(candidate.edits, base);
  if ("reason" in patches) return patches;
  const request = prover.change(base, patches);
  const obstacle = cannotTravel(request);
  if (obstacle !== undefined) return { reason: obstacle };
  const verdict = prover.judge(request);
  if (verdict === "unsteady") return { reason: "whether it is valid depends on when it arrives" };
  const isValid = verdict === "valid";
  if (candidate.valid !== "either" && candidate.valid !== isValid) {
    const reason = isValid ? "the schema accepts it in the form in which it travels" : "the schema refuses it";
    return { reason };
  }
  if (isValid) return { request: patches, expect: accepted(operation, patches) };
  const without = prover.judge(request, {
    part: carrier.part,
    place: candidate.place,
  });
  if (without !== "valid") return { reason: `it breaks more than ${candidate.keyword}` };
  return { request: patches, expect: rejected(operation, "data") };
}
