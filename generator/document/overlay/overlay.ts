import type { Json, JsonPointer } from "../../../spec/interchange/json.ts";
import type { Source } from "../read.ts";

/** An overlay (OpenAPI Overlay Specification 1.0 or 1.1). */
export interface Overlay {
  source: Source;
  /** 1.0 knows no primitive targets and no `copy`. */
  version: "1.0" | "1.1";
  actions: readonly OverlayAction[];
}

/** A change of all the nodes that a JSONPath expression (RFC 9535) selects. */
export interface OverlayAction {
  /** Where it stands in the overlay. */
  pointer: JsonPointer;
  target: string;
  change: { kind: "remove" } | { kind: "update"; value: Json } | { kind: "copy"; from: string };
}
