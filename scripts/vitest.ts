import { type ContractOptions, describeContract as describeArtefacts } from "../contract-tests/kit/vitest.ts";
import { artefactsOf } from "./artefacts-of.ts";

export { ContractViolation } from "../contract-tests/kit/vitest.ts";

/** What to test, and how: as {@link ContractOptions}, but from an OpenAPI document. */
export interface DocumentContractOptions extends Omit<ContractOptions, "artefacts" | "subject" | "document"> {
  /** Path of an OpenAPI 3.0 or 3.1 document, relative to the working directory. */
  document: string;
  /** Paths of overlays to apply to it, in this order. */
  overlay?: readonly string[];
  /**
   * The folder that was generated from it, relative to the working directory. Default: the document's
   * own if it is up to date, otherwise the cases are derived before the tests are collected.
   */
  artefacts?: string;
  /** The base URL of the server, its base path included. */
  target: string;
}

/**
 * Declares a Vitest suite with one test per case of an OpenAPI document, against a server that is
 * running. With a `subject` in the place of `target`, it is started first.
 */
export function describeContract(options: DocumentContractOptions | ContractOptions): void {
  if ("subject" in options) {
    describeArtefacts(options);
    return;
  }
  const { document, overlay = [], artefacts, target, ...rest } = options;
  describeArtefacts({
    ...rest,
    document,
    subject: target,
    artefacts: () => artefactsOf(document, artefacts, { overlay }),
  });
}
