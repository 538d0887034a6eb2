import type { Case, CaseFile } from "../../../spec/interchange/case.ts";
import type { Contract, Operation } from "../../../spec/interchange/contract.ts";
import { ANYTHING, accepted, rejected } from "../../../spec/interchange/expectation.ts";

/** The properties that every operation is tried for, by the last piece of their cases' names. */
const FUZZ_PROPERTIES = ["valid", "invalid", "bytes"] as const;

/**
 * Case files with a case for each property of each operation, so that patterns, shards and lists of known
 * failures mean them like any other. Their request is the base; what they send is made when they run.
 */
export function withFuzzCases(contract: Contract, files: readonly CaseFile[]): CaseFile[] {
  return files.map((file) => {
    const operation = contract.operations.find(({ id }) => id === file.operation);
    return operation ? { ...file, cases: [...file.cases, ...fuzzCases(operation)] } : file;
  });
}

/** Whether a case is one of {@link withFuzzCases}. */
export function isFuzzCase({ tests: { keyword } }: Case): boolean {
  return keyword === "fuzz";
}

function fuzzCases(operation: Operation): Case[] {
  const expected = { valid: accepted(operation), invalid: rejected(operation, "data"), bytes: ANYTHING };
  return FUZZ_PROPERTIES.map((property) => ({
    name: `${operation.id}/fuzz/${property}`,
    tests: { keyword: "fuzz", pointer: operation.pointer },
    request: [],
    expect: expected[property],
  }));
}
