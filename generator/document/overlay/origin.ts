import type { JsonPointer } from "../../../spec/interchange/json.ts";
import { below, tokensOf } from "../../../spec/interchange/pointer.ts";
import type { Source } from "../read.ts";

/** Which file a part of a document that overlays have changed comes from, and where it stands there. */
export interface Origin {
  source: Pick<Source, "problemAt">;
  pointer: JsonPointer;
  /** Origins of the members, or items by their index, that do not follow from this one. */
  members?: Map<string, Origin>;
}

/** The origin of a member or an item. */
export function originOf(origin: Origin, token: string): Origin {
  return origin.members?.get(token) ?? { source: origin.source, pointer: below(origin.pointer, token) };
}

/** The origin of a place below. */
export function originAt(origin: Origin, pointer: JsonPointer): Origin {
  return tokensOf(pointer).reduce(originOf, origin);
}

/** The origin of a place below, ready to be changed: nothing that follows from others any more. */
export function ownOriginAt(origin: Origin, pointer: JsonPointer): Origin {
  return tokensOf(pointer).reduce((above, token) => {
    const own = originOf(above, token);
    setOrigin(above, token, own);
    return own;
  }, origin);
}

/** Says where a member or an item comes from. */
export function setOrigin(origin: Origin, token: string, member: Origin): void {
  origin.members ??= new Map();
  origin.members.set(token, member);
}

/** Says where the items of an array come from, in their order. */
export function setItemOrigins(origin: Origin, items: readonly Origin[]): void {
  origin.members = new Map(items.map((item, index) => [String(index), item]));
}

/** A copy that can be changed on its own. */
export function copyOrigin({ source, pointer, members }: Origin): Origin {
  if (!members) return { source, pointer };
  return { source, pointer, members: new Map([...members].map(([token, member]) => [token, copyOrigin(member)])) };
}
