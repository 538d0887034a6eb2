import { accepted } from "../../../spec/interchange/expectation.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { findBody } from "../base-request.ts";
import type { ProtocolConcern } from "../protocol-case.ts";

/** A valid body of every media type that the base request does not have. */
export const mediaTypes: ProtocolConcern = ({ operation, document, base, prover, sampler, isFresh }) =>
  (operation.body?.content ?? []).flatMap((media): ReturnType<ProtocolConcern> => {
    const type = media.key ?? media.mediaType;
    const name = `body/media type ${type}`;
    const tests = { keyword: "content", pointer: media.pointer };
    const found = findBody(media, document, base, { prover, sampler, isFresh });
    if ("reason" in found) return [{ name, tests, reason: found.reason }];
    if (found.body.contentType === base.body?.contentType && found.body.kind === base.body?.kind) return [];
    const body = found.body as unknown as JsonTemplate;
    return [{ name, tests, request: [{ op: "replace", path: "/body", value: body }], expect: accepted(operation) }];
  });
