import { headerComment, type Provenance, toJsonText } from "./header.ts";

/**
 * `package.json` of a folder that is no package of its own: what is in it are modules, also in a project that says
 * `"type": "commonjs"`, as `npm init` does.
 */
export function emitModuleScope(provenance: Provenance): string {
  return toJsonText({
    description: headerComment(provenance),
    private: true,
    type: "module",
    sideEffects: false,
  });
}
