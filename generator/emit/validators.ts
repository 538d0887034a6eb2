import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { validatorName } from "../../spec/interchange/names.ts";
import type { CompiledSchemas } from "../compile-schemas.ts";
import { headerBlock, type Provenance } from "./header.ts";
import { checkSource } from "./validators/check-source.ts";

/** Where `runtime.ts` and `formats.ts` are. The package has these sources, too: what is bundled is the same from wherever. */
const VOCABULARY = fileURLToPath(new URL("../../spec/vocabulary", import.meta.url));
const VERDICT = fileURLToPath(new URL("./validators/verdict.ts", import.meta.url));

/**
 * `validators.js`: every schema as a function, in one ES module without imports and without `eval`,
 * from which a bundler takes only what is used.
 *
 * @param compiled - without faults
 */
export async function emitValidators(compiled: CompiledSchemas, provenance: Provenance): Promise<string> {
  const { helpers, source, checks } = checkSource(compiled);
  const exported = [...checks].map(
    ([part, check]) =>
      `export function ${validatorName(part)}(value, options) { return verdict(${check}, value, options); }\n`,
  );
  return [headerBlock(provenance), "\n", await bundleHelpers(helpers), source, ...exported].join("");
}

/** What the checks call, with all that it needs. The checks themselves need no bundler, which would take long over them. */
async function bundleHelpers(helpers: string): Promise<string> {
  const entry = [
    `import * as runtime from "./runtime.ts";`,
    `import * as formats from "./formats.ts";`,
    `import * as patterns from "../patterns/text-automaton.ts";`,
    `export { verdict } from ${JSON.stringify(VERDICT)};`,
    helpers,
  ].join("\n");
  const result = await build({
    stdin: { contents: entry, resolveDir: VOCABULARY, loader: "js" },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
  });
  const text = result.outputFiles[0]?.text ?? "";
  const exports = /^export \{([^}]*)\};\n*$/m.exec(text);
  if (!exports || exports[1]?.includes(" as "))
    throw new Error(`the bundler has renamed what it exports:${exports?.[1]}`);
  // The bundler names each module by its path, which is another one on every machine.
  return text.slice(0, exports.index).replaceAll(/^\/\/ .*\n/gm, "");
}
