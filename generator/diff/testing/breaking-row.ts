import type { JsonObject } from "../../../spec/interchange/json.ts";

/** A change that breaks somebody, and what is told of it. */
export interface BreakingRow {
  what: string;
  base: JsonObject;
  head: JsonObject;
  told: string[];
  /** The keywords that refuse the first witness. */
  refused?: string[];
  /** `false` where the way back is breaking or unproved, too. */
  isOneWay?: false;
}
