import { isJsonObject, type Json, type JsonObject, type JsonPointer } from "../../spec/interchange/json.ts";
import { below, localPointer, valueAt } from "../../spec/interchange/pointer.ts";
import type { LoadedDocument } from "../document/load.ts";
import type { SchemaReader } from "../document/schema-reader.ts";

/** What a part of the document is read with. */
export interface Walker {
  loaded: LoadedDocument;
  reader: SchemaReader;
  document: JsonObject;
}

/** An object of the document and where it stands, `$ref`s followed. */
export interface Place {
  value: JsonObject;
  pointer: JsonPointer;
}

/** What stands at a place, `$ref`s followed; `undefined` when that is no object. */
export function follow({ document }: Walker, value: Json | undefined, pointer: JsonPointer): Place | undefined {
  let place = { value, pointer };
  for (let hops = 0; hops < 100 && isJsonObject(place.value) && typeof place.value["$ref"] === "string"; hops++) {
    const target = localPointer(place.value["$ref"]) ?? "";
    place = {
      value: valueAt(document, target) as Json,
      pointer: target,
    };
  }
  return isJsonObject(place.value) ? { value: place.value, pointer: place.pointer } : undefined;
}

/** The members of an object of the document, each followed. */
export function members(walker: Walker, { value, pointer }: Place, member: string): (Place & { key: string })[] {
  const container = value[member];
  if (typeof container !== "object" || container === null) return [];
  return Object.entries(container).flatMap(([key, child]) => {
    const place = follow(walker, child, below(pointer, member, key));
    return place ? [{ key, ...place }] : [];
  });
}
