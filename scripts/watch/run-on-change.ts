import { statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { createFileWatcher } from "./file-watcher.ts";

/** How long after a change the next run begins, in milliseconds: a program may write several files at once. */
const SETTLED_MS = 20;

/**
 * Runs something now, and again whenever one of the files that it has read changes, until it is told to stop.
 *
 * @param run - calls `onInput` with the absolute path of each file that it is about to read, or has just read
 * @param signal - ends it after the run that is on
 */
export async function runOnChange(
  run: (onInput: (path: string) => void) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const states = new Map<string, string>();
  let isStale = false;
  let wake = (): void => undefined;
  const watcher = createFileWatcher(() => {
    isStale = true;
    wake();
  });
  signal.addEventListener("abort", () => wake(), { once: true });
  try {
    while (!signal.aborted) {
      isStale = false;
      states.clear();
      await run((path) => {
        // What changes between these two lines is seen by the comparison, later changes by the watcher.
        if (!states.has(path)) states.set(path, stateOf(path));
        watcher.add(path);
      });
      if ([...states].some(([path, state]) => stateOf(path) !== state)) isStale = true;
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!isStale && !signal.aborted) await changed;
      await wait(SETTLED_MS);
    }
  } finally {
    watcher.close();
  }
}

function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : "none";
}
