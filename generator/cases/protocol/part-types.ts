import type { PartTemplate, RequestPatch } from "../../../spec/interchange/case.ts";
import type { MediaType } from "../../../spec/interchange/contract.ts";
import { encodeParts } from "../../../spec/interchange/encode-body.ts";
import { accepted, either } from "../../../spec/interchange/expectation.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { concreteMediaType, essence, isJsonMediaType, mediaTypeFor } from "../../../spec/interchange/media-type.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { isMadeOf } from "../carriers/carrier.ts";
import { memberOf } from "../instance.ts";
import { partFields } from "../part-fields.ts";
import type { ProtocolCase, ProtocolConcern, ProtocolContext } from "../protocol-case.ts";
import { itemSite, rootSite, type Site } from "../site.ts";

/** Media types that a document hardly ever allows for a part. */
const OTHERS = ["application/x-contract-kit", "application/octet-stream", "text/plain"];

/**
 * The media types that `encoding` allows for a part (OpenAPI 3.1.1, section 4.8.15.1.1): a text is taken under each of
 * them, in any letter case and with a charset. What a server makes of another one is open, as the document says how a
 * part is written and not what to refuse; so it is of bytes under a type of which we have no bytes. No part may fail it.
 */
export const partTypes: ProtocolConcern = ({ operation, base: { body }, sample }) => {
  const media = operation.body?.content.find(({ kind }) => kind === "multipart");
  if (body?.kind !== "multipart" || !media?.schema) return [];
  const { schema: part, partContentTypes: declared = {} } = media;
  return Object.entries(declared).flatMap(([name, list]): ProtocolCase[] => {
    const indexes = body.parts.flatMap((given, index) => (given.name === name ? [index] : []));
    const site = memberOf(rootSite(part), name);
    const value = site && oneOf(site, sample);
    if (indexes.length > 1 || value === undefined) return [];
    const ranges = list.split(",").map((range) => range.trim().toLowerCase());
    const partOf = (types: string): PartTemplate | undefined => {
      const own = { ...media, partContentTypes: { [name]: types } };
      const made = encodeParts(own, part.schema, name, value, partFields(media, sample));
      return "reason" in made ? undefined : made[0];
    };
    const base = partOf(list);
    if (!base) return [];
    const { contentType: type = "", ...untyped } = base;
    const isFile = base.filename !== undefined;
    const under = (contentType: string) => ({ ...base, ...(!isFile && partOf(contentType)), contentType });
    const of = (what: string, changed: PartTemplate, isOpen: boolean): ProtocolCase => {
      const [index] = indexes;
      const entry = changed as unknown as JsonTemplate;
      const request: RequestPatch[] = [
        index === undefined
          ? { op: "add", path: "/body/parts/-", value: entry }
          : { op: "replace", path: `/body/parts/${index}`, value: entry },
      ];
      return {
        name: `multipart/part ${encodeURIComponent(name)}/encoding/${what}`,
        tests: { keyword: "encoding", pointer: below(media.pointer, "encoding", name, "contentType") },
        request,
        expect: isOpen ? either(operation, [], "media-type") : accepted(operation),
      };
    };
    const isKnown = (other: string) =>
      other === type || (!isFile && typeof value !== "string" && (isJsonMediaType(other) || other === "text/plain"));
    const content = ranges.map((range): MediaType => ({ mediaType: essence(range), kind: "binary", pointer: "" }));
    return [
      ...[...new Set(ranges.map(concreteMediaType))].map((other) => of(other, under(other), !isKnown(other))),
      of("capital letters", { ...base, contentType: type.toUpperCase() }, false),
      ...(isFile ? [] : [of("charset", { ...base, contentType: `${essence(type)}; charset=utf-8` }, false)]),
      ...OTHERS.filter((other) => !mediaTypeFor(other, content)).map((other) => of(other, under(other), true)),
      of("no Content-Type", untyped, true),
    ];
  });
};

/** A value of one part at least: of a list, an item. */
function oneOf(site: Site, sample: ProtocolContext["sample"]): JsonTemplate | undefined {
  const item = isMadeOf(site, "array") && !site.types.has("object") ? itemSite(site, 0) : undefined;
  const value = sample(item ?? site);
  return item && value !== undefined ? [value] : value;
}
