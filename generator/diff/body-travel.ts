import type { RequestTemplate } from "../../spec/interchange/case.ts";
import type { MediaType } from "../../spec/interchange/contract.ts";
import { readBody } from "../../spec/interchange/decode-request.ts";
import { encodeBody } from "../../spec/interchange/encode-body.ts";
import type { SchemaPart } from "../schema-part.ts";
import { rendered } from "./refused-request.ts";
import type { Travel } from "./value-search.ts";

const NO_BODY: RequestTemplate = { path: {}, query: [], headers: {}, cookies: {}, credentials: [], body: null };

/**
 * Forms and texts of answers as each side reads them: by the types of its own schema.
 *
 * @param sent - the media type as which they are written
 * @param mediaOf - the media type by which a part is read
 */
export function bodyTravel(sent: MediaType<SchemaPart>, mediaOf: (part: SchemaPart) => MediaType<SchemaPart>): Travel {
  return (value, part) => {
    const body = encodeBody(sent, sent.schema?.schema ?? true, value);
    if ("reason" in body) return undefined;
    const travelling = rendered({ ...NO_BODY, body }).body;
    const reading = { ...mediaOf(part), mediaType: sent.mediaType };
    return travelling ? readBody(travelling, [reading], ({ schema }) => schema)?.instance : undefined;
  };
}
