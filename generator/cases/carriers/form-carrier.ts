import type { BodyTemplate, PartTemplate, RequestPatch, WirePair } from "../../../spec/interchange/case.ts";
import type { MediaType } from "../../../spec/interchange/contract.ts";
import { claims } from "../../../spec/interchange/decode-parameters.ts";
import { encodeFields, encodeParts } from "../../../spec/interchange/encode-body.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { percentEncode } from "../../../spec/interchange/percent-encoding.ts";
import { isObjectTemplate } from "../../../spec/interchange/template.ts";
import type { SchemaPart } from "../../schema-part.ts";
import { memberOf } from "../instance.ts";
import { partFields } from "../part-fields.ts";
import { rootSite } from "../site.ts";
import { applyAll, type Carrier, isMadeOf, NO_WAY, type Sample, touched } from "./carrier.ts";

/** The carrier of a form: multipart with a part for each member, or urlencoded with a field for each. */
export function formCarrier(
  media: MediaType<SchemaPart>,
  part: SchemaPart,
  instance: JsonTemplate | undefined,
  sample: Sample,
): Carrier {
  const root = rootSite(part);
  const fields = partFields(media, sample);
  const isMultipart = media.kind === "multipart";
  const isStyled = (name: string) => Object.hasOwn(media.encoding ?? {}, name);
  /** Whether the items or members have texts of their own; an object without a style is one JSON text. */
  const isStructured = (name: string) => {
    const site = memberOf(root, name);
    return isStyled(name) ? isMadeOf(site, "array", "object") : isMadeOf(site, "array") && !isMadeOf(site, "object");
  };
  const entriesOf = (name: string, value: JsonTemplate): Entry[] | { reason: string } =>
    isMultipart ? encodeParts(media, part.schema, name, value, fields) : encodeFields(media, name, value);
  const belongs = (name: string) => {
    const field = isStyled(name) ? media.encoding?.[name] : undefined;
    if (!field) return (other: string) => other === name;
    const parameter = { name, in: "query", required: false, pointer: "", ...field } as const;
    return (other: string) => claims(parameter, percentEncode(other), part.schema);
  };
  return {
    place: "body",
    part,
    root,
    instance,
    isText: ([name = "", ...rest]) => name !== "" && rest.length === (isStructured(name) ? 1 : 0),
    constrains: ([name, ...rest], keyword) =>
      keyword !== "type" || (name !== undefined && !(rest.length === 0 && isStructured(name))),
    patch(edits, base) {
      const changed = applyAll(instance, edits, root, sample);
      if (changed === undefined) return NO_WAY;
      if (!isObjectTemplate(changed)) return { reason: "a form is an object" };
      const changes: Change[] = [];
      for (const name of touched(edits)) {
        const entries = Object.hasOwn(changed, name) ? entriesOf(name, changed[name] as JsonTemplate) : [];
        if ("reason" in entries) return entries;
        changes.push({ belongs: belongs(name), entries });
      }
      return entryPatches(base.body, changes);
    },
  };
}

type Entry = PartTemplate | WirePair;

/** What stands in place of the entries that belong to one member. */
interface Change {
  belongs(name: string): boolean;
  entries: Entry[];
}

/** First what is replaced, then what goes, the last first, then what comes: so the indexes are those of the base. */
function entryPatches(body: BodyTemplate | null, changes: Change[]): RequestPatch[] {
  const [list, present]: [string, Entry[]] =
    body?.kind === "multipart"
      ? ["/body/parts", body.parts]
      : ["/body/fields", body?.kind === "urlencoded" ? body.fields : []];
  const replaced: RequestPatch[] = [];
  const removed: number[] = [];
  const added: RequestPatch[] = [];
  for (const { belongs, entries } of changes) {
    const indexes = present.flatMap(({ name }, index) => (belongs(name) ? [index] : []));
    for (const [position, entry] of entries.entries()) {
      const index = indexes[position];
      if (index === undefined) added.push({ op: "add", path: `${list}/-`, value: entry as unknown as JsonTemplate });
      else replaced.push(replacement(`${list}/${index}`, present[index] as Entry, entry));
    }
    removed.push(...indexes.slice(entries.length));
  }
  const gone = removed.sort((a, b) => b - a).map((index): RequestPatch => ({ op: "remove", path: `${list}/${index}` }));
  return [...replaced, ...gone, ...added];
}

/** The value alone, where the rest is the same. */
function replacement(path: string, before: Entry, after: Entry): RequestPatch {
  const isSame = JSON.stringify({ ...before, value: "" }) === JSON.stringify({ ...after, value: "" });
  if (isSame) return { op: "replace", path: `${path}/value`, value: after.value as JsonTemplate };
  return { op: "replace", path, value: after as unknown as JsonTemplate };
}
