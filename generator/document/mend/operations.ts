import { isJsonObject, type JsonObject, type JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import type { Repair, Report } from "./repair.ts";

/** Operations whose ids are texts, each its own (OpenAPI 3.1.1, section 4.8.10.1): links and types refer by it. */
export function operationIds(): Repair {
  const owners = new Map<string, string>();
  return {
    kinds: ["operation"],
    mend({ value, pointer }, report) {
      const id = value["operationId"];
      if (id === undefined) return;
      const place = `${pointer}/operationId`;
      if (typeof id !== "string" || id === "") {
        delete value["operationId"];
        report(place, {
          what: "is no text: left out",
          hint: "write a text that no other operation has",
          rule: "invalid-operation-id",
        });
        return;
      }
      const owner = owners.get(id);
      if (owner === undefined) {
        owners.set(id, pointer);
        return;
      }
      let count = 2;
      while (owners.has(`${id}${count}`)) count++;
      value["operationId"] = `${id}${count}`;
      owners.set(`${id}${count}`, pointer);
      report(place, {
        what: `operationId "${id}" is that of ${owner} already; here it is taken for "${id}${count}"`,
        hint: "give each operation an id of its own",
        rule: "duplicate-operation-id",
      });
    },
  };
}

/** Operations with responses, each of which has a description. */
export const responses: Repair = {
  kinds: ["operation", "response"],
  mend({ kind, value, pointer }, report) {
    if (kind === "response") {
      if (typeof value["$ref"] !== "string" && typeof value["description"] !== "string") value["description"] = "";
      return;
    }
    if (isJsonObject(value["responses"])) {
      dropUnknownStatuses(value["responses"], `${pointer}/responses`, report);
      return;
    }
    value["responses"] = {};
    const hint = "document at least the response of success";
    report(pointer, { what: "documents no response", hint, rule: "no-responses" });
  },
};

/** What no answer can have is no status (OpenAPI 3.1.1, section 4.8.16.2), nor is the same one in another letter case. */
function dropUnknownStatuses(described: JsonObject, pointer: JsonPointer, report: Report): void {
  const seen = new Set<string>();
  for (const status of Object.keys(described)) {
    if (status.startsWith("x-") || status === "$ref") continue;
    const isKnown = /^(?:[1-5](?:\d\d|xx)|default)$/i.test(status) && !seen.has(status.toLowerCase());
    seen.add(status.toLowerCase());
    if (isKnown) continue;
    delete described[status];
    const what = `${JSON.stringify(status)} is no status, or the same as another: left out`;
    const hint = "write a status such as 200, a class such as 4XX, or default";
    report(below(pointer, status), { what, hint, rule: "invalid-status" });
  }
}

/** Security requirements that are objects (OpenAPI 3.1.1, section 4.8.30). */
export const security: Repair = {
  kinds: ["document", "operation"],
  mend({ value, pointer }, report) {
    const list = value["security"];
    if (list === undefined) return;
    if (!Array.isArray(list)) {
      // Without a list nobody knows what was meant: the requirement of the whole document holds.
      delete value["security"];
      report(`${pointer}/security`, wrong("is no list: left out"));
      return;
    }
    value["security"] = list.filter((alternative, index) =>
      isRequirement(alternative, `${pointer}/security/${index}`, report),
    );
  },
};

function isRequirement(alternative: unknown, pointer: string, report: Report): alternative is JsonObject {
  if (isJsonObject(alternative)) return true;
  report(pointer, wrong("is no object: left out"));
  return false;
}

function wrong(what: string) {
  return { what, hint: "write a list of objects, such as - token: []", rule: "invalid-security" };
}

/** Security schemes whose type says what they need (OpenAPI 3.1.1, section 4.8.27). */
export const securitySchemes: Repair = {
  kinds: ["security-scheme"],
  mend({ value, pointer }, report) {
    if (typeof value["$ref"] === "string") return;
    const { type, name, in: place, scheme } = value;
    const needs = (what: string, hint: string) => {
      // What no credential can be made for is nobody's to check.
      value["type"] = "unknown";
      report(pointer, { what: `${what}: its credentials are not known`, hint, rule: "invalid-security-scheme" });
    };
    if (type === "apiKey" && (typeof name !== "string" || !["query", "header", "cookie"].includes(String(place)))) {
      needs("an API key needs a name and a place", "write name, and in: header, query or cookie");
    } else if (type === "http" && typeof scheme !== "string") {
      needs("an HTTP scheme needs its name", "write scheme: bearer, for example");
    } else if (typeof type !== "string") {
      needs("has no type", "write type: http, apiKey, oauth2, openIdConnect or mutualTLS");
    }
  },
};
