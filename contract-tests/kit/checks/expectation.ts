import type { Case, RejectionReason } from "../../../spec/interchange/case.ts";

const BECAUSE: Record<RejectionReason, string> = {
  credentials: "because of its credentials",
  "media-type": "because of its media type",
  data: "because of its data",
  method: "because of its method",
};

/** An expectation in words: `400: refused because of its data`, `200: accepted`. */
export function describeExpectation({ outcome, because, status }: Case["expect"]): string {
  const reason = because === undefined ? "" : ` ${BECAUSE[because]}`;
  return `${status.join(" or ")}: ${outcome === "rejected" ? `refused${reason}` : outcome === "either" ? "accepted or refused" : "accepted"}`;
}
