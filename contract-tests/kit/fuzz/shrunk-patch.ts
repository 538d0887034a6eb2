import { isDeepStrictEqual } from "node:util";
import { applyPatch, createPatch } from "rfc6902";
import type { RequestPatch, RequestTemplate } from "../../../spec/interchange/case.ts";

/** The changes that lead from the base request to another, for a person to read. */
export function shrunkPatch(base: RequestTemplate, template: RequestTemplate): RequestPatch[] {
  // A body of another kind is another body, not the same with other inner words.
  const isOtherBody = base.body?.kind !== template.body?.kind;
  const kept = isOtherBody ? { ...base, body: template.body } : base;
  const bodyPatch: RequestPatch[] = isOtherBody
    ? [{ op: "replace", path: "/body", value: template.body as never }]
    : [];
  const patch = [...bodyPatch, ...(createPatch(kept, template) as RequestPatch[])];
  const patched = structuredClone(base);
  const isSound = applyPatch(patched, structuredClone(patch)).every((problem) => problem === null);
  if (isSound && isDeepStrictEqual(patched, template)) return patch;
  // Members such as `__proto__` are beyond the library.
  const names = Object.keys(template) as (keyof RequestTemplate)[];
  return names
    .filter((name) => !isDeepStrictEqual(base[name], template[name]))
    .map((name) => ({ op: "replace", path: `/${name}`, value: template[name] }) as RequestPatch);
}
