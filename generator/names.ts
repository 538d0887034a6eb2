import { pascalCase } from "../spec/interchange/names.ts";

/**
 * An identifier for an operation: its operationId if that is one, otherwise one made from it,
 * or from method and path: `GET /a/{b}` → `getAB`.
 */
export function operationName(operationId: unknown, method: string, path: string): string {
  const wish = typeof operationId === "string" && operationId !== "" ? operationId : `${method.toLowerCase()} ${path}`;
  if (/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(wish)) return wish;
  const pascal = pascalCase(wish.replaceAll(/[^\p{ID_Continue}$]+/gu, " ").trim());
  const name = pascal.slice(0, 1).toLowerCase() + pascal.slice(1);
  return /^[\p{ID_Start}_$]/u.test(name) ? name : `_${name}`;
}

/** Gives every name that was given before, letter case aside, a number of its own: file systems ignore case. */
export function createNamer(): (wish: string) => string {
  const taken = new Set<string>();
  return (wish) => {
    let name = wish;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${wish}${count}`;
    taken.add(name.toLowerCase());
    return name;
  };
}

/** `multipart/form-data` → `multipart-form-data`: a media type as a part of a file name. */
export function mediaTypeSlug(mediaType: string): string {
  return mediaType
    .replaceAll("*", "any")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
