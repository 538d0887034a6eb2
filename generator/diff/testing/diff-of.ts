import type { JsonObject } from "../../../spec/interchange/json.ts";
import type { Diff } from "../change.ts";
import { diffDocuments } from "../diff-documents.ts";
import { type Side, type Sides, sideOf } from "../side.ts";

/** A comparison, and what was compared. */
export interface Compared extends Diff {
  sides: Sides;
  /** `breaking request-refused`, in order and without repetitions. */
  told: string[];
}

/** Compares two documents that are given by their members apart from `openapi` and `info`. */
export function diffOf(base: JsonObject, head: JsonObject): Compared {
  const sides: Sides = { base: sideFrom("base", base), head: sideFrom("head", head) };
  const diff = diffDocuments(sides);
  const told = diff.changes.map(({ kind, rule }) => `${kind} ${rule}`);
  return { ...diff, sides, told: [...new Set(told)] };
}

/** A document with one operation, `POST /orders`, of which some members are given. */
export function operationOf(operation: JsonObject, components: JsonObject = {}): JsonObject {
  const post = { operationId: "order", responses: { "200": { description: "" } }, ...operation };
  return { paths: { "/orders": { post } }, components };
}

/** A document whose operation takes a JSON body of this schema. */
export function takes(schema: JsonObject, components: JsonObject = {}): JsonObject {
  const content = { "application/json": { schema } };
  return operationOf({ requestBody: { required: true, content } }, { schemas: components });
}

/** A document whose operation answers 200 with a JSON body of this schema. */
export function answers(schema: JsonObject, components: JsonObject = {}): JsonObject {
  const content = { "application/json": { schema } };
  return operationOf({ responses: { "200": { description: "", content } } }, { schemas: components });
}

/** A document whose operation has these parameters, all but those of the path optional unless they say so. */
export function asks(parameters: JsonObject[], path = "/orders"): JsonObject {
  return { paths: { [path]: { get: { operationId: "list", parameters, responses: { "200": { description: "" } } } } } };
}

function sideFrom(name: "base" | "head", members: JsonObject): Side {
  return sideOf(name, {
    file: `${name}.yaml`,
    document: { openapi: "3.1.1", info: { title: "t", version: "1" }, ...members },
    sha256: "",
    warnings: [],
    problemAt: (pointer, problem) => ({ file: `${name}.yaml`, pointer, ...problem }),
  });
}
