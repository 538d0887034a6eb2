import type { BodyTemplate, PartTemplate, RequestPatch } from "../../../spec/interchange/case.ts";
import type { MediaType, PartHeaders } from "../../../spec/interchange/contract.ts";
import { encodeParts } from "../../../spec/interchange/encode-body.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { isJsonMediaType } from "../../../spec/interchange/media-type.ts";
import { isObjectTemplate } from "../../../spec/interchange/template.ts";
import type { SchemaPart } from "../../schema-part.ts";
import { memberOf } from "../instance.ts";
import { headerTexts, partFields } from "../part-fields.ts";
import { rootSite } from "../site.ts";
import { applyAll, type Carrier, isMadeOf, NO_WAY, type Sample } from "./carrier.ts";

/** The carriers of the header fields that a document describes for parts of a multipart form, one for each part. */
export function partHeaderCarriers(media: MediaType<SchemaPart>, sample: Sample): Carrier[] {
  return Object.entries(media.partHeaders ?? {}).map(([name, headers]) => carrierOf(name, headers, media, sample));
}

function carrierOf(
  name: string,
  { parameters, schema: part }: PartHeaders<SchemaPart>,
  media: MediaType<SchemaPart>,
  sample: Sample,
): Carrier {
  const root = rootSite(part);
  const instance = sample(root);
  const parameterOf = (field = "") => parameters.find((each) => each.name.toLowerCase() === field);
  const isStructured = (field: string) => isMadeOf(memberOf(root, field), "array", "object");
  return {
    place: "body",
    name: `body/part ${encodeURIComponent(name)} header`,
    part,
    root,
    instance,
    isText([field = "", ...rest]) {
      if (field === "") return false;
      const type = parameterOf(field)?.contentType;
      if (type !== undefined) return rest.length === 0 && !isJsonMediaType(type);
      return rest.length === (isStructured(field) ? 1 : 0);
    },
    constrains([field, ...rest], keyword) {
      if (field === undefined) return keyword !== "type";
      const isContent = parameterOf(field)?.contentType !== undefined;
      return !(rest.length === 0 && keyword === "type" && isStructured(field) && !isContent);
    },
    patch(edits, base) {
      const changed = applyAll(instance, edits, root, sample);
      if (!isObjectTemplate(changed)) return NO_WAY;
      const fields = headerTexts(parameters, changed);
      if ("reason" in fields) return fields;
      const [index, given] = partIn(base.body, name) ?? [undefined, madePart(name, media, sample)];
      if (!given) return NO_WAY;
      const { headers: _, ...bare } = given;
      const headers = Object.keys(fields.texts).length > 0 ? { headers: fields.texts } : {};
      const value = { ...bare, ...headers } as unknown as JsonTemplate;
      const patch: RequestPatch =
        index === undefined
          ? { op: "add", path: "/body/parts/-", value }
          : { op: "replace", path: `/body/parts/${index}`, value };
      return [patch];
    },
  };
}

function partIn(body: BodyTemplate | null, name: string): [number, PartTemplate] | undefined {
  const parts = body?.kind === "multipart" ? body.parts : [];
  const index = parts.findIndex((part) => part.name === name);
  const found = parts[index];
  return found && [index, found];
}

/** A part that the base request does not have. */
function madePart(name: string, media: MediaType<SchemaPart>, sample: Sample): PartTemplate | undefined {
  const site = media.schema && memberOf(rootSite(media.schema), name);
  const value = site && sample(site);
  if (!media.schema || value === undefined) return undefined;
  const parts = encodeParts(media, media.schema.schema, name, value, partFields(media, sample));
  return "reason" in parts ? undefined : parts[0];
}
