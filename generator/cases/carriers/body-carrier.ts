import type { MediaType } from "../../../spec/interchange/contract.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { toText } from "../../../spec/interchange/template.ts";
import type { SchemaPart } from "../../schema-part.ts";
import { rootSite } from "../site.ts";
import { applyAll, type Carrier, NO_WAY, type Sample } from "./carrier.ts";
import { formCarrier } from "./form-carrier.ts";
import { jsonPatch } from "./json-patch.ts";

/** The carrier of a body that a schema describes; bytes have none, as no schema looks into them. */
export function bodyCarrier(
  media: MediaType<SchemaPart>,
  part: SchemaPart,
  instance: JsonTemplate | undefined,
  sample: Sample,
): Carrier {
  if (media.kind === "multipart" || media.kind === "urlencoded") return formCarrier(media, part, instance, sample);
  const root = rootSite(part);
  const isText = media.kind === "text";
  return {
    place: "body",
    part,
    root,
    instance,
    isText: (at) => isText && at.length === 0,
    constrains: () => true,
    patch(edits) {
      const changed = applyAll(instance, edits, root, sample);
      if (changed === undefined) return NO_WAY;
      if (!isText) return jsonPatch(instance, changed, edits);
      return [{ op: "replace", path: "/body/value", value: toText(changed) as JsonTemplate }];
    },
  };
}
