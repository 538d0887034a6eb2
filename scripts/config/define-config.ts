import type { Config } from "./config.ts";

/** Gives a configuration as it is: an editor then completes and checks what is written in `contract-kit.config.ts`. */
export function defineConfig(config: Config): Config {
  return config;
}
