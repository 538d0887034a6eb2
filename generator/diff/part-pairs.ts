import { isDeepStrictEqual } from "node:util";
import type { MediaType, Operation, ParameterPlace } from "../../spec/interchange/contract.ts";
import { isJsonObject } from "../../spec/interchange/json.ts";
import { concreteMediaType, mediaTypeFor } from "../../spec/interchange/media-type.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { TextsAt } from "./inclusion/proof.ts";
import type { OperationPair } from "./side.ts";

/** A part of a request that both documents describe. */
export interface PartPair {
  /** `query`, `body (application/json)`. */
  name: string;
  base: SchemaPart;
  head: SchemaPart;
  textsAt?: TextsAt;
  place: ParameterPlace | "body";
}

const PLACES: ParameterPlace[] = ["path", "query", "header", "cookie"];

/** The parts of the requests of an operation, side by side; where one document says nothing, the other's is compared with that. */
export function partPairs({ base, head }: OperationPair): PartPair[] {
  const parameters = PLACES.flatMap((place): PartPair[] => {
    if (!base.parameterSchemas[place] && !head.parameterSchemas[place]) return [];
    const partOf = (operation: Operation<SchemaPart>) => operation.parameterSchemas[place] ?? nothing(operation, place);
    return [{ name: place, base: partOf(base), head: partOf(head), textsAt: 1, place }];
  });
  const bodies = contentPairs(base.body?.content ?? [], head.body?.content ?? []).flatMap(
    ([own, other]): PartPair[] => {
      if (own.kind === "binary" && other.kind === "binary") return [];
      const name = `body (${own.mediaType})`;
      return [
        { name, base: schemaOf(own), head: schemaOf(other), textsAt: textsOf(own), place: "body" },
        ...headerPairs(name, own, other),
      ];
    },
  );
  return [...parameters, ...bodies];
}

/** The header fields that the documents describe for the parts of a form. */
function headerPairs(body: string, own: MediaType<SchemaPart>, other: MediaType<SchemaPart>): PartPair[] {
  const [base, head] = [own.partHeaders ?? {}, other.partHeaders ?? {}];
  return [...new Set([...Object.keys(base), ...Object.keys(head)])].map((part) => {
    const name = `${body} part ${part} header`;
    const none = { name, schema: { type: "object" }, pointer: other.pointer, origins: new Map() };
    const schemas = { base: base[part]?.schema ?? none, head: head[part]?.schema ?? none };
    return { name, ...schemas, textsAt: 1, place: "body" };
  });
}

/** A part whose objects have the listed members alone: nobody sends or reads parameters that are not declared. */
export function closed(part: SchemaPart): SchemaPart {
  return isJsonObject(part.schema) ? { ...part, schema: { ...part.schema, additionalProperties: false } } : part;
}

/**
 * The media types of one document, each with those of the other one under which its messages may fall: for a
 * range these may be several.
 */
export function contentPairs(
  own: readonly MediaType<SchemaPart>[],
  other: readonly MediaType<SchemaPart>[],
): [MediaType<SchemaPart>, MediaType<SchemaPart>][] {
  return own.flatMap((media) => {
    const found = mediaTypeFor(media.mediaType, other);
    const inside = other.filter((each) => each !== found && mediaTypeFor(each.mediaType, own) === media);
    return [...(found ? [found] : []), ...inside].map((each): [typeof media, typeof media] => [media, each]);
  });
}

/** A type of messages of which one document speaks and the other one says nothing: one out of a range, perhaps. */
export function unknownType(
  media: MediaType<SchemaPart>,
  own: readonly MediaType<SchemaPart>[],
  other: readonly MediaType<SchemaPart>[],
): string | undefined {
  const [type = "", suffix = ""] = media.mediaType.split("/*");
  const under = type === "*" || media.mediaType === "*/*" ? ["application", "x-other"] : [type];
  const types = media.mediaType.includes("*")
    ? [concreteMediaType(media.mediaType), ...under.map((group) => `${group}/x-other${suffix}`)]
    : [media.mediaType];
  return types.find((each) => mediaTypeFor(each, own) === media && mediaTypeFor(each, other) === undefined);
}

/** Where the values of a message travel as texts. */
export function textsOf({ kind }: MediaType<SchemaPart>): TextsAt {
  return kind === "json" ? undefined : kind === "text" ? 0 : 1;
}

/** Whether the fields of two forms travel alike, apart from their schemas. */
export function haveSameEncoding(own: MediaType<SchemaPart>, other: MediaType<SchemaPart>): boolean {
  return (
    own.kind === other.kind &&
    isDeepStrictEqual(own.encoding, other.encoding) &&
    isDeepStrictEqual(own.partContentTypes, other.partContentTypes)
  );
}

/** The schema of a media type; that of a message of which the document says nothing takes anything. */
export function schemaOf({ schema, pointer }: MediaType<SchemaPart>): SchemaPart {
  return schema ?? { name: "anything", schema: true, pointer, origins: new Map() };
}

function nothing({ pointer }: Operation<SchemaPart>, place: string): SchemaPart {
  return { name: place, schema: { type: "object" }, pointer, origins: new Map() };
}
