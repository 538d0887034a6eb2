import type { BodyTemplate } from "../../spec/interchange/case.ts";
import type { MediaType, Operation } from "../../spec/interchange/contract.ts";
import type { JsonTemplate } from "../../spec/interchange/expression.ts";
import type { JsonObject } from "../../spec/interchange/json.ts";
import type { SchemaPart } from "../schema-part.ts";
import { type BaseRequest, findBody } from "./base-request.ts";
import { bodyCarrier } from "./carriers/body-carrier.ts";
import type { Carrier } from "./carriers/carrier.ts";

/** A body of a media type that the base request does not have, with the carrier of what its schema describes. */
export interface FurtherBody {
  media: MediaType<SchemaPart>;
  /** For the names of its cases: `body as application%2Fxml`. */
  name: string;
  body: BodyTemplate;
  /** Absent where no schema looks into the body. */
  carrier?: Carrier;
}

/** A media type whose body has no cases of its own, and why. */
export interface BodyLeftOut {
  media: MediaType<SchemaPart>;
  name: string;
  reason: string;
}

/**
 * The media types of a request body that the base request does not have, each with a valid body. One that is
 * read like another before it, by the same schema, is left out.
 */
export function furtherBodies(
  operation: Operation<SchemaPart>,
  document: JsonObject,
  { request, prover, sampler, isFresh }: BaseRequest,
): (FurtherBody | BodyLeftOut)[] {
  const seen: MediaType<SchemaPart>[] = [];
  return (operation.body?.content ?? []).flatMap((media): (FurtherBody | BodyLeftOut)[] => {
    const name = `body as ${encodeURIComponent(media.key ?? media.mediaType)}`;
    const found = findBody(media, document, request, { prover, sampler, isFresh });
    // That there is no body of it, the case of the media type itself says.
    if ("reason" in found) return [];
    const like = seen.find((other) => isReadAlike(media, other));
    seen.push(media);
    if (found.body.contentType === request.body?.contentType && found.body.kind === request.body?.kind) return [];
    if (like) {
      const reason = `left out: it is read as ${like.mediaType} is, by the same schema; the cases are sent as that`;
      return [{ media, name, reason }];
    }
    const carrier =
      media.schema && media.kind !== "binary"
        ? replacing(bodyCarrier(media, media.schema, found.instance, sampler.sample), name, found.body, prover)
        : undefined;
    return [{ media, name, body: found.body, ...(carrier && { carrier }) }];
  });
}

function isReadAlike(one: MediaType<SchemaPart>, other: MediaType<SchemaPart>): boolean {
  const howItIsRead = ({ kind, schema, encoding, partContentTypes }: MediaType<SchemaPart>) =>
    JSON.stringify([kind, schema?.schema, encoding, partContentTypes]);
  return howItIsRead(one) === howItIsRead(other);
}

/** The carrier of a body that stands in place of the base request's. */
function replacing(carrier: Carrier, name: string, body: BodyTemplate, prover: BaseRequest["prover"]): Carrier {
  return {
    ...carrier,
    name,
    patch(edits, base) {
      const own = { ...base, body };
      const patches = carrier.patch(edits, own);
      if ("reason" in patches) return patches;
      const changed = prover.change(own, patches).body as unknown as JsonTemplate;
      return [{ op: "replace", path: "/body", value: changed }];
    },
  };
}
