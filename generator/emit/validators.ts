import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { validatorName } from "../../spec/interchange/names.ts";
import type { CompiledSchemas } from "../compile-schemas.ts";
import type { SchemaPart } from "../schema-part.ts";
import { headerBlock, type Provenance } from "./header.ts";
import { checkSource } from "./validators/compile.ts";

const IMPORTS = `import * as runtime from "./runtime.ts";\nimport * as formats from "./formats.ts";\nimport * as patterns from "../patterns/text-automaton.ts";\n`;

/**
 * `validators.js`: every schema as a function, in one ES module without imports and without `eval`,
 * from which a bundler takes only what is used.
 *
 * @param compiled - the same parts, compiled without faults
 */
export async function emitValidators(
  parts: readonly SchemaPart[],
  compiled: CompiledSchemas,
  provenance: Provenance,
): Promise<string> {
  const { source, checks } = checkSource(compiled);
  const entry = [
    `import * as checks from "contract-kit:checks";`,
    `import { verdict } from "./verdict.ts";`,
    ...parts.map(
      ({ name }) =>
        `export function ${validatorName(name)}(value, options) { return verdict(checks.${checks.get(name)}, value, options); }`,
    ),
  ].join("\n");
  const result = await build({
    stdin: {
      contents: entry,
      resolveDir: fileURLToPath(new URL("./validators", import.meta.url)),
      loader: "js",
    },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    plugins: [
      {
        name: "compiled checks",
        setup(builder) {
          builder.onResolve({ filter: /^contract-kit:checks$/ }, ({ path }) => ({ path, namespace: "checks" }));
          builder.onLoad({ filter: /.*/, namespace: "checks" }, () => ({
            contents: `${IMPORTS}${source}`,
            loader: "js",
            resolveDir: fileURLToPath(new URL("../../spec/vocabulary", import.meta.url)),
          }));
        },
      },
    ],
  });
  // The bundler names each module by its path, which is another one on every machine.
  const text = (result.outputFiles[0]?.text ?? "").replaceAll(/^\/\/ .*\n/gm, "");
  return `${headerBlock(provenance)}\n${text}`;
}
