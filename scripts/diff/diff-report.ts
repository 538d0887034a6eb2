import type { Change, ChangeKind, ChangePlace, Diff, Refusal, VersionStep } from "../../generator/diff/change.ts";
import type { Sides } from "../../generator/diff/side.ts";
import type { Json } from "../../spec/interchange/json.ts";
import { witnessCurl } from "./witness-curl.ts";

/** What `contract-kit diff` has found, as plain data; all formats are made from it. */
export interface DiffReport {
  base: string;
  head: string;
  summary: DiffSummary;
  changes: ReportedChange[];
}

/** The verdict, and how many changes of each kind led to it. */
export interface DiffSummary {
  step: VersionStep;
  breaking: number;
  unproved: number;
  nonBreaking: number;
}

/** A change with its witness as people send or read it. */
export interface ReportedChange extends Omit<Change, "witness" | "places"> {
  base?: ReportedPlace;
  head?: ReportedPlace;
  witness?: ReportedWitness;
}

/** Where something stands. */
export type ReportedPlace = Omit<ChangePlace, "document">;

/** A message that tells the documents apart. */
export type ReportedWitness =
  | { kind: "request"; curl?: string; refusals: Refusal[] }
  | { kind: "response"; status: string; mediaType?: string; body?: Json; headers?: Json; refusals: Refusal[] };

/** Makes the report of a comparison; instants of requests are those of `now` (epoch milliseconds). */
export function diffReport({ step, changes }: Diff, sides: Sides, now: number): DiffReport {
  const count = (kind: ChangeKind) => changes.filter((change) => change.kind === kind).length;
  return {
    base: sides.base.loaded.file,
    head: sides.head.loaded.file,
    summary: { step, breaking: count("breaking"), unproved: count("unproved"), nonBreaking: count("non-breaking") },
    changes: changes.map(({ places, witness, ...change }) => ({
      ...change,
      ...placesOf(places),
      ...(witness && { witness: witness.kind === "request" ? requestOf(witness) : witness }),
    })),
  };

  function requestOf(witness: Extract<Change["witness"], { kind: "request" }>): ReportedWitness {
    const curl = witnessCurl(witness, sides.base, now);
    return { kind: "request", ...(curl !== undefined && { curl }), refusals: witness.refusals };
  }
}

function placesOf(places: readonly ChangePlace[]): Pick<ReportedChange, "base" | "head"> {
  return Object.fromEntries(places.map(({ document, ...place }) => [document, place]));
}

/** `spec/api.yaml:12`, or the pointer where the file shows no line. */
export function placeText({ file, line, pointer }: ReportedPlace): string {
  return line === undefined ? `${file}#${pointer}` : `${file}:${line}`;
}

/** `2 breaking changes, 1 unproved, 3 compatible`. */
export function countsText({ breaking, unproved, nonBreaking }: DiffSummary): string {
  const counted = [
    [breaking, breaking === 1 ? "breaking change" : "breaking changes"],
    [unproved, "unproved"],
    [nonBreaking, nonBreaking === 1 ? "compatible change" : "compatible changes"],
  ] as const;
  return counted
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(", ");
}

/** What a verdict means, in a sentence. */
export function verdictText({ step, ...summary }: DiffSummary & { step: VersionStep }): string {
  if (step === "none") return "the documents say the same";
  if (step === "patch") return "nothing has changed that a message could show";
  return countsText({ step, ...summary });
}
