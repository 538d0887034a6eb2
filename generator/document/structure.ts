import SwaggerParser from "@apidevtools/swagger-parser";
import { isJsonObject, type JsonObject, type JsonPointer } from "../../spec/interchange/json.ts";
import { localPointer, tokensOf, valueAt } from "../../spec/interchange/pointer.ts";
import { componentSection, walkDocument } from "./mend/walk.ts";
import { withoutData } from "./positions.ts";
import type { Problem } from "./problem.ts";

/** More of them say nothing new. */
const MOST = 20;

interface SchemaViolation {
  instancePath: string;
  keyword?: string;
  message: string;
  params?: {
    unevaluatedProperty?: string;
    additionalProperty?: string;
    allowedValue?: unknown;
    allowedValues?: unknown[];
  };
}

/**
 * What a document breaks of the OpenAPI specification's own schema, by swagger-parser: none of it keeps
 * anything from being generated. Documents of OpenAPI 3.2, which the parser does not know, are not judged.
 */
export async function checkStructure(
  document: JsonObject,
  problemAt: (pointer: JsonPointer, problem: Pick<Problem, "what" | "hint" | "rule">) => Problem,
): Promise<Problem[]> {
  if (!/^3\.[01]\./.test(String(document["openapi"]))) return [];
  try {
    const copy = withoutData(document) as JsonObject;
    includeOddReferences(copy);
    // References stay: what they lead to is judged once, where it stands, and not wherever it is used.
    await SwaggerParser.validate(copy as never, {
      resolve: { external: false },
      dereference: { circular: "ignore", excludedPathMatcher: () => true },
    });
    return [];
  } catch (error) {
    const { details, message } = error as Error & { details?: SchemaViolation | SchemaViolation[] };
    const all = [details ?? []].flat().filter(isJsonObject) as unknown as SchemaViolation[];
    // That a branch was not kept says nothing beside what was wrong in it.
    const told = all.filter(({ keyword }) => keyword !== "if" && keyword !== "oneOf" && keyword !== "anyOf");
    const whole = { instancePath: "", message: message.split("\n").join(" ") };
    const violations = told.length > 0 ? told : all.length > 0 ? all : [whole];
    return violations.slice(0, MOST).map((violation) =>
      problemAt(violation.instancePath, {
        what: describe(violation),
        hint: "see the OpenAPI specification for what may stand here",
        rule: "invalid-document",
      }),
    );
  }
}

/**
 * Puts in, in place, what references lead to that is judged nowhere else as what it is used for: components
 * of another kind. The schema of OpenAPI 3.1 knows no references of Path Items, so these are put in, too.
 */
function includeOddReferences(document: JsonObject): void {
  const included = new Set<string>();
  for (const { kind, value } of walkDocument(document, { without: "schema" })) {
    const { $ref: ref } = value;
    if (typeof ref !== "string") continue;
    const pointer = localPointer(ref) ?? "";
    const [root, section, ...names] = tokensOf(pointer);
    const isOdd = root === "components" && section !== componentSection(kind) && names.length === 1;
    if (!isOdd && kind !== "path-item") continue;
    const target = valueAt(document, pointer);
    // Once for each kind: a second time would say the same, and references may lead in circles.
    if (!isJsonObject(target) || included.has(`${kind} ${ref}`)) continue;
    included.add(`${kind} ${ref}`);
    delete value["$ref"];
    Object.assign(value, structuredClone(target), { ...value });
  }
}

/** A violation with the names and values that the parser's message leaves out. */
function describe({ message, params = {} }: SchemaViolation): string {
  const member = params.unevaluatedProperty ?? params.additionalProperty;
  if (member !== undefined) return `has a member that OpenAPI does not know here: "${member}"`;
  const values = params.allowedValues ?? (params.allowedValue === undefined ? [] : [params.allowedValue]);
  return values.length === 0 ? message : `${message}: ${values.map((value) => JSON.stringify(value)).join(", ")}`;
}
