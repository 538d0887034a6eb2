import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { checkConfig } from "./check-config.ts";
import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";

/**
 * Reads a configuration: it is a program, and it runs.
 *
 * @throws ConfigError when it cannot be loaded, or is none
 */
export async function readConfig(file: string): Promise<Config> {
  const shown = relative(process.cwd(), file) || file;
  const loaded = await load(shown, file);
  if (!("default" in loaded)) {
    const hint = 'write `export default defineConfig({ contracts: [{ document: "api.yaml" }] })`';
    throw new ConfigError(shown, "has no default export", hint);
  }
  const { default: config } = loaded;
  checkConfig(shown, config);
  return config;
}

async function load(shown: string, file: string): Promise<{ default?: unknown }> {
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { default?: unknown };
  } catch (error) {
    const { code, message = String(error) } = error as NodeJS.ErrnoException;
    const [what = ""] = message.split("\n");
    const hint =
      code === "ERR_MODULE_NOT_FOUND"
        ? "see that the file is there, and that what it imports is installed"
        : "Node runs it as it stands: TypeScript whose types can be taken out, with whole names in imports of files";
    throw new ConfigError(shown, `cannot be loaded: ${what}`, hint, { cause: error });
  }
}
