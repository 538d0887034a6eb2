import type { JsonObject, JsonPointer } from "../../../spec/interchange/json.ts";
import type { Problem } from "../problem.ts";
import { mendEndlessReferences } from "./endless-references.ts";
import { info } from "./info.ts";
import { operationIds, responses, security, securitySchemes } from "./operations.ts";
import { parameterLists, parameters } from "./parameters.ts";
import { mendPathParameters } from "./path-parameters.ts";
import type { Repair, Report } from "./repair.ts";
import { schemas } from "./schemas.ts";
import { walkDocument } from "./walk.ts";

/**
 * A copy of a document in which mistakes that need not keep anyone from using it are mended: what can
 * be told is put right, what has no meaning is left out. Each is reported.
 *
 * @param problemAt - makes a problem of a place of the document
 */
export function mendDocument(
  document: JsonObject,
  problemAt: (pointer: JsonPointer, problem: Pick<Problem, "what" | "hint" | "rule">) => Problem,
): { document: JsonObject; warnings: Problem[] } {
  const mended = structuredClone(document);
  const warnings: Problem[] = [];
  const report: Report = (pointer, problem) => void warnings.push(problemAt(pointer, problem));
  const repairs: Repair[] = [
    ...[info, security, securitySchemes, responses, parameterLists, parameters],
    ...[operationIds(), schemas(String(document["openapi"]))],
  ];
  for (const visited of walkDocument(mended)) {
    for (const { kinds, mend } of repairs) if (kinds.includes(visited.kind)) mend(visited, report);
  }
  mendPathParameters(mended, report);
  mendEndlessReferences(mended, report);
  return { document: mended, warnings };
}
