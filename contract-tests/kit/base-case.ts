import type { Case } from "../../spec/interchange/case.ts";

/** Whether a case is the base request of its operation, on which all others build, and nothing else. */
export function isBaseCase({ request, tests: { keyword }, expect }: Case): boolean {
  return request.length === 0 && expect.outcome === "accepted" && keyword !== "link" && keyword !== "fuzz";
}
