import type { Contract, Operation } from "../../spec/interchange/contract.ts";
import type { JsonPointer } from "../../spec/interchange/json.ts";
import { buildContract } from "../contract.ts";
import type { LoadedDocument } from "../document/load.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { ChangePlace } from "./change.ts";
import type { DiffBudget } from "./diff-budget.ts";

/** One of the two documents. */
export interface Side {
  document: "base" | "head";
  loaded: LoadedDocument;
  contract: Contract<SchemaPart>;
}

/** An operation that both documents have. */
export interface OperationPair {
  base: Operation<SchemaPart>;
  /** Its path parameters have BASE's names: on the wire, names of path parameters do not show. */
  head: Operation<SchemaPart>;
  sides: Sides;
  /** `POST /orders`, in HEAD's words. */
  title: string;
}

/** Both documents. */
export interface Sides {
  base: Side;
  head: Side;
  /** What the comparison may still cost, if there is a bound. */
  budget?: DiffBudget;
  /** Hears of each pair of operations that is compared next: how many of how many are done. */
  onOperation?: (done: number, all: number) => void;
}

/**
 * Builds the model of one of the documents.
 *
 * @param other - the side that is built already: what both have in common is looked at once
 * @throws DocumentError when it has a schema that cannot be used
 */
export function sideOf(document: "base" | "head", loaded: LoadedDocument, other?: Side): Side {
  return { document, loaded, contract: buildContract(loaded, other?.contract).contract };
}

/** A place in one of the documents, with its line where the file shows it. */
export function placeIn({ document, loaded }: Side, pointer: JsonPointer): ChangePlace {
  // Of what an overlay has put there, it is the place in the overlay.
  const place = loaded.problemAt(pointer, { what: "", hint: "", rule: "" });
  const { file, line } = place;
  return { document, file, pointer: place.pointer ?? pointer, ...(line !== undefined && { line }) };
}
