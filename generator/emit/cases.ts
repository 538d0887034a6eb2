import type { DerivedCases } from "../cases/derive.ts";
import { headerComment, type Provenance, toJsonText } from "./header.ts";

/** `cases/<operation>.json`. */
export function emitCases(derived: DerivedCases, provenance: Provenance): string {
  return toJsonText({ $comment: headerComment(provenance), ...derived });
}
