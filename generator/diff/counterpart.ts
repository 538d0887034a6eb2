import type { JsonPointer } from "../../spec/interchange/json.ts";
import { below } from "../../spec/interchange/pointer.ts";
import { itemSite, memberSite, rootSite, type Site } from "../cases/site.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";

/**
 * Where a schema says of an instance's place what a keyword of another one says of it, or as near to it as the
 * schema goes.
 *
 * @param at - member names and indexes from the root of the instance; `*` for any item
 */
export function counterpart(part: SchemaPart, at: readonly string[], keyword: string): JsonPointer {
  let site = rootSite(part);
  for (const name of at) {
    const inner = innerSite(site, name);
    if (!inner) break;
    site = inner;
  }
  const node = site.nodes.find(({ schema }) => schema[keyword] !== undefined);
  const place = node ? below(node.place, keyword) : (site.roots[0]?.place ?? "");
  return documentPointer(part, place);
}

function innerSite(site: Site, name: string): Site | undefined {
  if (site.types.has("array") && /^(?:\d+|\*)$/.test(name)) return itemSite(site, name === "*" ? 0 : Number(name));
  return memberSite(site, name);
}
