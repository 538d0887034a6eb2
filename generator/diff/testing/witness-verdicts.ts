import { createProver } from "../../cases/prover.ts";
import { createAjv } from "../../judge.ts";
import type { SchemaPart } from "../../schema-part.ts";
import type { Change, Witness } from "../change.ts";
import { headerTravel } from "../header-travel.ts";
import { pairOperations } from "../pair-operations.ts";
import { NOW } from "../refusals.ts";
import { pairResponses } from "../response-pairs.ts";
import type { Sides } from "../side.ts";

/** What both sides' validators say of a witness. */
export interface WitnessVerdicts {
  /** BASE of a request, HEAD of an answer. */
  takenBy: boolean;
  /** HEAD of a request, BASE of an answer. */
  refusedBy: boolean;
}

/** Keywords of what no schema refuses: an operation, a status, credentials, a parameter that is not read any more. */
const SCHEMALESS = new Set(["operation", "status", "security", "parameter", "media-type"]);

/** Sends the witness of a breaking change through the validators of both documents, made anew. */
export function witnessVerdicts({ witness }: Change, sides: Sides): WitnessVerdicts {
  if (!witness) throw new Error("a breaking change without a witness");
  return witness.kind === "request" ? requestVerdicts(witness, sides) : answerVerdicts(witness, sides);
}

function requestVerdicts(
  { operationId, request, refusals }: Extract<Witness, { kind: "request" }>,
  sides: Sides,
): WitnessVerdicts {
  const base = sides.base.contract.operations.find(({ id }) => id === operationId);
  if (!base) throw new Error(`BASE has no ${operationId}`);
  const pair = pairOperations(sides).pairs.find((each) => each.base === base);
  const isSchemaless = refusals.every(({ keyword }) => SCHEMALESS.has(keyword));
  return {
    takenBy: createProver(base).judge(request) === "valid",
    refusedBy: isSchemaless || (pair !== undefined && createProver(pair.head).judge(request) === "invalid"),
  };
}

function answerVerdicts(
  { status, mediaType, body, headers, refusals }: Extract<Witness, { kind: "response" }>,
  sides: Sides,
): WitnessVerdicts {
  if (refusals.every(({ keyword }) => SCHEMALESS.has(keyword))) return { takenBy: true, refusedBy: true };
  const verdicts = pairOperations(sides).pairs.flatMap(({ base, head }) =>
    pairResponses(base, head)
      .pairs.filter((pair) => pair.status === status)
      .map((pair): WitnessVerdicts => {
        const schemas = (side: "base" | "head") =>
          headers === undefined
            ? pair[side].content.find((media) => media.mediaType === mediaType)?.schema
            : pair[side].headers;
        const isTaken = (part: SchemaPart | undefined) => {
          if (!part) return true;
          const value = headers === undefined ? body : headerTravel(headers, part);
          return createAjv({ logger: false })
            .compile(part.schema as never)
            .call({ now: NOW }, value);
        };
        return { takenBy: isTaken(schemas("head")), refusedBy: !isTaken(schemas("base")) };
      }),
  );
  return verdicts.find(({ takenBy, refusedBy }) => takenBy && refusedBy) ?? { takenBy: false, refusedBy: false };
}
