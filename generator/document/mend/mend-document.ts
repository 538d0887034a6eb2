import type { JsonObject, JsonPointer } from "../../../spec/interchange/json.ts";
import type { Problem } from "../problem.ts";
import { mendEndlessReferences } from "./endless-references.ts";
import { info } from "./info.ts";
import { operationIds, responses, security, securitySchemes } from "./operations.ts";
import { parameterLists, parameters } from "./parameters.ts";
import { mendPathParameters } from "./path-parameters.ts";
import type { Repair, Report } from "./repair.ts";
import { schemas } from "./schemas.ts";
import { type ObjectKind, walkDocument } from "./walk.ts";

/**
 * Mends, in place, mistakes of a document that need not keep anyone from using it: what can be told is put
 * right, what has no meaning is left out. Each is reported.
 *
 * @param problemAt - makes a problem of a place of the document
 */
export function mendDocument(
  document: JsonObject,
  problemAt: (pointer: JsonPointer, problem: Pick<Problem, "what" | "hint" | "rule">) => Problem,
): Problem[] {
  const warnings: Problem[] = [];
  const report: Report = (pointer, problem) => void warnings.push(problemAt(pointer, problem));
  const repairs: Repair[] = [
    ...[info, security, securitySchemes, responses, parameterLists, parameters],
    ...[operationIds(), schemas(String(document["openapi"]))],
  ];
  const byKind = new Map<ObjectKind, Repair[]>();
  for (const repair of repairs)
    for (const kind of repair.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), repair]);
  for (const visited of walkDocument(document))
    for (const { mend } of byKind.get(visited.kind) ?? []) mend(visited, report);
  mendPathParameters(document, report);
  mendEndlessReferences(document, report);
  return warnings;
}
