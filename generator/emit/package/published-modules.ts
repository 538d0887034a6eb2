import { compileModule } from "./compile-module.ts";

/**
 * The modules of a generated folder as a package has them, for consumers with and without TypeScript: by
 * path, `index.js` with the client and its types, `validators.js`, and what they need.
 *
 * @param files - what {@link generate} has made
 */
export function publishedModules(files: ReadonlyMap<string, string>): Map<string, string> {
  const textOf = (path: string) => files.get(path) ?? "";
  const client = compileModule("client.ts", textOf("client.ts"));
  const types = compileModule("types.ts", textOf("types.ts"));
  const [head = ""] = /^\/\*[\s\S]*?\*\/\n\n/.exec(textOf("client.ts")) ?? [];
  return new Map([
    ["index.js", `${head}export * from "./client.js";\n`],
    ["index.d.ts", `${head}export * from "./client.js";\nexport type * from "./types.js";\n`],
    ["client.js", client.js],
    ["client.d.ts", client.declaration],
    ["types.d.ts", types.declaration],
    ["validators.js", textOf("validators.js")],
    ["validators.d.ts", textOf("validators.d.ts").replaceAll('"./types.ts"', '"./types.js"')],
  ]);
}
