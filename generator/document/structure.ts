import SwaggerParser from "@apidevtools/swagger-parser";
import { isJsonObject, type JsonObject, type JsonPointer } from "../../spec/interchange/json.ts";
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
    // The parser dereferences in place, in examples too: it gets a copy without them.
    await SwaggerParser.validate(withoutData(document) as never, { dereference: { circular: true } });
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

/** A violation with the names and values that the parser's message leaves out. */
function describe({ message, params = {} }: SchemaViolation): string {
  const member = params.unevaluatedProperty ?? params.additionalProperty;
  if (member !== undefined) return `has a member that OpenAPI does not know here: "${member}"`;
  const values = params.allowedValues ?? (params.allowedValue === undefined ? [] : [params.allowedValue]);
  return values.length === 0 ? message : `${message}: ${values.map((value) => JSON.stringify(value)).join(", ")}`;
}
