import { isJsonObject, type JsonObject } from "../../../spec/interchange/json.ts";
import type { Repair } from "./repair.ts";

const PLACEHOLDERS = { title: "Untitled", version: "0.0.0" };

/** `info` with a title and a version, both texts (OpenAPI 3.1.1, section 4.8.2). */
export const info: Repair = {
  kinds: ["document"],
  mend({ value: document }, report) {
    const found: JsonObject = isJsonObject(document["info"]) ? document["info"] : {};
    document["info"] = found;
    for (const [member, placeholder] of Object.entries(PLACEHOLDERS)) {
      const value = found[member];
      if (typeof value === "string") continue;
      const isTold = typeof value === "number" || typeof value === "boolean";
      found[member] = isTold ? String(value) : placeholder;
      const what = isTold ? `${member} is a ${typeof value}` : `there is no ${member}`;
      const hint = `write ${member}: "${found[member]}", in quotes`;
      report("/info", { what: `${what}; it is taken for "${found[member]}"`, hint, rule: "invalid-info" });
    }
  },
};
