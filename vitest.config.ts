import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { SlowFirst } from "./scripts/testing/slow-first.ts";

export default defineConfig({
  test: {
    // Much of the time goes to processes that tests start and wait for: Vitest's default leaves a core of two idle.
    maxWorkers: "100%",
    // What Node makes of the programs' texts is kept for all that tests start: a third of the time of a short run.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/tests-compiled") },
    sequence: { sequencer: SlowFirst },
    // Seconds are long on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
