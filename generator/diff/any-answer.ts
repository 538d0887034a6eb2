import type { MediaType, Response } from "../../spec/interchange/contract.ts";
import { anyFresh } from "../../spec/interchange/fresh-text.ts";
import type { Json } from "../../spec/interchange/json.ts";
import { concreteMediaType } from "../../spec/interchange/media-type.ts";
import { render } from "../../spec/interchange/render.ts";
import { createSampler } from "../cases/sample/create-sampler.ts";
import { rootSite } from "../cases/site.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { ResponseWitness } from "./change.ts";
import { NOW } from "./refusals.ts";

/**
 * An answer of a status as its document allows it, as far as one can be made: header fields that have to be there,
 * media type, body.
 *
 * @param media - of this media type; the document's first one by default
 * @param type - the type itself, where it is one of a range
 */
export function anyAnswer(
  { content, headers }: Response<SchemaPart>,
  status: string,
  media: MediaType<SchemaPart> | undefined = content[0],
  type: string | undefined = media && concreteMediaType(media.mediaType),
): Pick<ResponseWitness, "status" | "mediaType" | "body" | "headers"> {
  const isText = media?.kind === "json" || media?.kind === "text";
  const body = isText ? sampleOf(media.schema) : undefined;
  const required = (headers?.schema as { required?: string[] } | undefined)?.required ?? [];
  const fields = required.length > 0 ? sampleOf(headers) : undefined;
  return {
    status,
    ...(type !== undefined && { mediaType: type }),
    ...(fields !== undefined && { headers: fields }),
    ...(body !== undefined && { body }),
  };
}

function sampleOf(part: SchemaPart | undefined): Json | undefined {
  const sample = part && createSampler().sample(rootSite(part));
  if (sample === undefined) return undefined;
  return render(sample, { now: NOW, guard: 0, fresh: anyFresh });
}
