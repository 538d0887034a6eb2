import type { Json, JsonObject } from "../../../spec/interchange/json.ts";

/** A version of a server and of its document to run Schemathesis with. */
export interface Arena {
  remembers: boolean;
  /** What the document is to be written as. */
  file: string;
  document: JsonObject;
}

/**
 * What a document says in keywords that Schemathesis does not know, by the document's name: places that it is better
 * without, as valid values that it makes up there are refused.
 */
const BLIND_SPOTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  // `x-formatMinimum` and `x-formatMaximum` want an instant within six hours from now.
  "direct-upload": [["components", "schemas", "DirectUploadRequest", "properties", "expiry"]],
};

/**
 * The arenas for a document: the server that remembers, with the document as it is, and the one that keeps nothing and
 * has a sample for every id, without what Schemathesis cannot know.
 *
 * @throws Error when the document has no longer what it cannot know
 */
export function arenasOf(name: string, document: JsonObject): Arena[] {
  return [
    { remembers: true, file: "whole.json", document },
    { remembers: false, file: "seen.json", document: without(document, BLIND_SPOTS[name] ?? []) },
  ];
}

/** A copy of a document without the values at some places. @throws Error when there is none at one of them */
export function without(document: JsonObject, places: readonly (readonly string[])[]): JsonObject {
  const copy = structuredClone(document);
  for (const place of places) {
    const last = place.at(-1) ?? "";
    const parent = place.slice(0, -1).reduce<Json | undefined>((at, token) => (at as JsonObject)?.[token], copy);
    if ((parent as JsonObject | undefined)?.[last] === undefined) throw new Error(`/${place.join("/")}: there is none`);
    delete (parent as JsonObject)[last];
  }
  return copy;
}
