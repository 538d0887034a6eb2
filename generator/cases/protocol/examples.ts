import type { RequestPatch, SkippedCase } from "../../../spec/interchange/case.ts";
import type { MediaType } from "../../../spec/interchange/contract.ts";
import { encodeBody } from "../../../spec/interchange/encode-body.ts";
import { accepted } from "../../../spec/interchange/expectation.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { Json } from "../../../spec/interchange/json.ts";
import { type DocumentedExample, documentedExamples } from "../../document/documented-examples.ts";
import type { SchemaPart } from "../../schema-part.ts";
import { nameOf } from "../carriers/carrier.ts";
import { partFields } from "../part-fields.ts";
import type { ProtocolCase, ProtocolConcern, ProtocolContext } from "../protocol-case.ts";
import { withoutReadOnly } from "../sample/without-read-only.ts";
import { rootSite } from "../site.ts";

/** Every example that the document gives of a parameter or of a body is accepted, where it keeps the schema. */
export const examples: ProtocolConcern = (context) => [
  ...(context.operation.body?.content ?? []).flatMap((media) =>
    documentedExamples(context.document, media.pointer).flatMap((example) => ofBody(example, media, context)),
  ),
  ...context.operation.parameters.flatMap((parameter) => {
    const carrier = context.carriers.find(({ place }) => place === parameter.in);
    const place = `${parameter.in}/${encodeURIComponent(parameter.name)}`;
    return documentedExamples(context.document, parameter.pointer).flatMap((example) =>
      caseOf(example, place, context, (value) => {
        const edits = [{ at: [nameOf(parameter)], value }];
        return carrier?.patch(edits, context.base) ?? { reason: "nothing describes the parameter" };
      }),
    );
  }),
];

function ofBody(
  example: DocumentedExample,
  media: MediaType<SchemaPart>,
  context: ProtocolContext,
): (ProtocolCase | SkippedCase)[] {
  const name = `body as ${encodeURIComponent(media.key ?? media.mediaType)}`;
  return caseOf(example, name, context, (value) => {
    const sent = media.schema ? withoutReadOnly(value, rootSite(media.schema)) : value;
    const body = encodeBody(media, media.schema?.schema ?? true, sent, partFields(media, context.sample));
    if ("reason" in body) return body;
    return [{ op: "replace", path: "/body", value: body as unknown as JsonTemplate }];
  });
}

function caseOf(
  { name, pointer, value }: DocumentedExample,
  place: string,
  { operation, base, prover }: ProtocolContext,
  patch: (value: Json) => RequestPatch[] | { reason: string },
): (ProtocolCase | SkippedCase)[] {
  const what = name === undefined ? "example" : `examples ${encodeURIComponent(name)}`;
  const of = { name: `${place}/${what}`, tests: { keyword: "example", pointer } };
  if (value === undefined) return [{ ...of, reason: "its value is in another file, which is not read" }];
  const request = patch(value);
  if ("reason" in request) return [{ ...of, reason: request.reason }];
  const changed = prover.change(base, request);
  // The base request is made of the first one that can be sent: it is a case already.
  if (JSON.stringify(changed) === JSON.stringify(base)) return [];
  const verdict = prover.judge(changed);
  if (verdict === "valid") return [{ ...of, request, expect: accepted(operation, request) }];
  return [{ ...of, reason: REASONS[verdict] }];
}

const REASONS = {
  invalid: "the schema refuses the example: mend one of the two",
  unsteady: "whether the example is valid depends on the moment at which it arrives",
  undecided: "only the discriminator refuses the example, or the judges of schemas differ over it",
};
