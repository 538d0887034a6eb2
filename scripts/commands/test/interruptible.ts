const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** What {@link interruptible} gives. */
export interface Interruptible {
  /** Aborted with the name of the signal. */
  signal: AbortSignal;
  /** From now on signals do what they do to any process. */
  end(): void;
}

/**
 * Takes the first signal to end for a wish to come to an end, so that reports are written of what was
 * done. The second ends the process at once.
 */
export function interruptible(): Interruptible {
  const controller = new AbortController();
  const end = () => {
    for (const name of SIGNALS) process.off(name, interrupt);
  };
  const interrupt = (name: NodeJS.Signals) => {
    end();
    console.error(`${name}: no case is begun any more, the reports are written; a second signal ends at once`);
    controller.abort(name);
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  return { signal: controller.signal, end };
}
