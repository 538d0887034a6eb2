import { patchedTemplate } from "../../../contract-tests/kit/case-request.ts";
import { deriveCases } from "../../../generator/cases/derive.ts";
import type { Change } from "../../../generator/diff/change.ts";
import { diffDocuments } from "../../../generator/diff/diff-documents.ts";
import { type Side, type Sides, sideOf } from "../../../generator/diff/side.ts";
import type { LoadedDocument } from "../../../generator/document/load.ts";
import type { JsonObject } from "../../../spec/interchange/json.ts";
import { askGate, type GeneratedSides, generateSides, sendWitness } from "../../diff/testing/send-witness.ts";
import type { Kind, MechanicalChange } from "./mechanical-change.ts";

/** What a comparison says in one direction, in short. */
export type Direction = "breaking" | "unproved" | "compatible" | "no change";

/** What came of both directions; `faults` are what the law forbids. */
export interface LawVerdict {
  there: Direction;
  back: Direction;
  faults: string[];
}

/** What must not be said of a change of a kind, there and back. */
const NEVER: Record<Kind, { there: Direction[]; back: Direction[] }> = {
  tighter: { there: [], back: [] },
  wider: { there: [], back: [] },
  "fewer values": { there: [], back: [] },
  required: { there: [], back: [] },
  removed: { there: ["compatible", "no change"], back: ["breaking", "no change"] },
  described: { there: ["breaking", "unproved", "compatible"], back: ["breaking", "unproved", "compatible"] },
};

/**
 * The law of a comparison, for a document and a change of it, in both directions: what is said to break is shown by a
 * message that one side takes and the other one refuses; where no request is said to break, every valid case of the
 * one document passes the gate of the other one. Both are judged by what is generated, not by the comparison.
 *
 * @throws DocumentError when one of the two cannot be used
 */
export async function twoWayLaw(loaded: LoadedDocument, change: MechanicalChange): Promise<LawVerdict> {
  const { kind, before, after } = change;
  const there = sidesOf(loaded, before, after);
  const back = sidesOf(loaded, after, before);
  const generated = await generateSides(there);
  try {
    const [one, other] = [
      await direction(there, generated),
      await direction(back, { ...generated, sides: back, base: generated.head, head: generated.base }),
    ];
    const never = NEVER[kind];
    const faults = [
      ...one.faults.map((fault) => `there: ${fault}`),
      ...other.faults.map((fault) => `back: ${fault}`),
      ...(never.there.includes(one.said) ? [`there: is said to be ${one.said}`] : []),
      ...(never.back.includes(other.said) ? [`back: is said to be ${other.said}`] : []),
    ];
    return { there: one.said, back: other.said, faults };
  } finally {
    await generated.remove();
  }
}

function sidesOf(loaded: LoadedDocument, base: JsonObject, head: JsonObject): Sides {
  return {
    base: sideOf("base", { ...loaded, document: base }),
    head: sideOf("head", { ...loaded, document: head }),
  };
}

async function direction(sides: Sides, generated: GeneratedSides): Promise<{ said: Direction; faults: string[] }> {
  const { changes } = diffDocuments(sides);
  const faults: string[] = [];
  for (const change of changes) {
    if (change.kind !== "breaking") continue;
    const { isTaken, isRefused } = await sendWitness(change, generated);
    if (!isTaken || !isRefused) {
      const words = isTaken ? "is refused by neither" : "is not allowed by the side that it comes from";
      faults.push(`the witness ${words}: ${change.what} ${JSON.stringify(change.witness).slice(0, 1500)}`);
    }
  }
  if (!changes.some(isAboutRequests)) faults.push(...(await refusedCases(sides.base, generated)));
  return { said: saidOf(changes), faults };
}

/** Whether a change says that requests may be refused. */
function isAboutRequests({ kind, rule, witness }: Change): boolean {
  return (kind === "breaking" && witness?.kind === "request") || (kind === "unproved" && !rule.startsWith("response-"));
}

/** The valid cases of BASE that the gate of HEAD refuses. */
async function refusedCases({ contract, loaded }: Side, { base, head }: GeneratedSides): Promise<string[]> {
  const faults: string[] = [];
  for (const operation of contract.operations) {
    const derived = deriveCases(operation, loaded.document);
    for (const each of derived.cases.filter(({ expect }) => expect.outcome === "accepted")) {
      const sent = { of: base, operationId: operation.id, request: patchedTemplate(derived.base, each) };
      const [own, other] = [await askGate(base, sent), await askGate(head, sent)];
      if ("accepted" in own && "refused" in other) {
        faults.push(`no request is said to break, and ${each.name} is refused: ${JSON.stringify(other.violations)}`);
      }
    }
  }
  return faults;
}

function saidOf(changes: readonly Change[]): Direction {
  const says = (kind: Change["kind"]) => changes.some((change) => change.kind === kind);
  if (says("breaking")) return "breaking";
  if (says("unproved")) return "unproved";
  return changes.length > 0 ? "compatible" : "no change";
}
