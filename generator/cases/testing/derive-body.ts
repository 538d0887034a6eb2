import { applyPatch } from "rfc6902";
import type { Case, RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Json, JsonObject } from "../../../spec/interchange/json.ts";
import { render } from "../../../spec/interchange/render.ts";
import type { DerivedCases } from "../derive.ts";
import { deriveDocument } from "./derive-document.ts";

/** The cases of a document with one operation, `op`, which takes the schema as a JSON body. */
export function deriveBody(schema: JsonObject, components: JsonObject = {}): DerivedCases {
  return deriveContent({ "application/json": { schema } }, components);
}

/** The cases of a document with one operation, `op`, which takes a body of these media types. */
export function deriveContent(content: JsonObject, components: JsonObject = {}): DerivedCases {
  const responses = { "200": { description: "" }, "422": { description: "" } };
  return deriveOperation({ requestBody: { required: true, content }, responses }, components);
}

/** The cases of a document with one operation, `op`: `POST /`. */
export function deriveOperation(operation: JsonObject, components: JsonObject = {}, path = "/"): DerivedCases {
  const post = { operationId: "op", responses: { "200": { description: "" } }, ...operation };
  const derived = deriveDocument({ [path]: { post } }, { schemas: components })["op"];
  if (!derived) throw new Error("no operation");
  return derived;
}

/** What a case sends, with its expressions resolved. */
export function requestOf(derived: DerivedCases, { request }: Pick<Case, "request">): RequestTemplate {
  const changed = structuredClone(derived.base);
  for (const error of applyPatch(changed, structuredClone(request))) if (error) throw error;
  const context = { now: Date.parse("2026-05-05T05:05:05Z"), guard: 0, fresh: (size: number) => "x".repeat(size) };
  return render(changed as never, context) as RequestTemplate;
}

/** The JSON bodies that the cases about data send. */
export function bodies(derived: DerivedCases): { found: Case; value: Json }[] {
  return derived.cases.flatMap((found) => {
    const { body } = requestOf(derived, found);
    const { outcome, because } = found.expect;
    const isData = outcome === "accepted" || (outcome === "rejected" && because === "data");
    return body?.kind === "json" && isData ? [{ found, value: body.value as Json }] : [];
  });
}

/** The JSON bodies of the cases of one keyword and outcome. */
export function sent(derived: DerivedCases, keyword: string, outcome: "accepted" | "rejected"): Json[] {
  return bodies(derived)
    .filter(({ found }) => found.tests.keyword === keyword && found.expect.outcome === outcome)
    .map(({ value }) => value);
}
