import { isDeepStrictEqual } from "node:util";
import { applyPatch, createPatch } from "rfc6902";
import type { RequestPatch, RequestTemplate } from "../../../spec/interchange/case.ts";

/** The changes that lead from the base request to another, for a person to read. */
export function shrunkPatch(base: RequestTemplate, template: RequestTemplate): RequestPatch[] {
  const patch = createPatch(base, template) as RequestPatch[];
  const patched = structuredClone(base);
  const isSound = applyPatch(patched, structuredClone(patch)).every((problem) => problem === null);
  if (isSound && isDeepStrictEqual(patched, template)) return patch;
  // Members such as `__proto__` are beyond the library.
  const names = Object.keys(template) as (keyof RequestTemplate)[];
  return names
    .filter((name) => !isDeepStrictEqual(base[name], template[name]))
    .map((name) => ({ op: "replace", path: `/${name}`, value: template[name] }) as RequestPatch);
}
