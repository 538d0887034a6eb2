import type { Case } from "../../../spec/interchange/case.ts";
import { render } from "../../../spec/interchange/render.ts";

/** Runs actions one after the other that have a key in common, all others side by side. */
export type Turns = <T>(keys: readonly string[], action: () => Promise<T>) => Promise<T>;

/** Makes a {@link Turns}; who asks first is first. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return async (keys, action) => {
    const before = keys.map((key) => last.get(key));
    const mine = Promise.allSettled(before).then(action);
    for (const key of keys) last.set(key, mine);
    return mine;
  };
}

/**
 * What a case writes into its request, a key each. Two cases that write the same may both make a thing
 * of the same name, and a server is right to refuse the second as long as the first is there.
 */
export function keysOf(operation: string, { request }: Pick<Case, "request">): string[] {
  let count = 0;
  const context = { now: 0, guard: 0, fresh: () => `fresh ${++count} ${JSON.stringify(request)}` };
  return request.flatMap((patch) =>
    patch.op === "remove" ? [] : [`${operation} ${JSON.stringify(render(patch.value, context))}`],
  );
}
