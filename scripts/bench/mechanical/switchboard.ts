/** Switches mechanical mutants on, and tells which of them the code that runs comes by. */
export interface Switchboard {
  /** Switches one on, and all others off. */
  activate(id: string | undefined): void;
  /** The ids of the mutants that `run` has come by. */
  coverage(run: () => Promise<unknown>): Promise<Set<string>>;
}

/** What Stryker's instrumented code uses. */
interface Stryker {
  activeMutant?: string;
  hitCount: number;
  hitLimit: number;
  /** Kept by the instrumented code from its first use on. */
  readonly mutantCoverage: { static: Record<string, number>; perTest: object };
}

/** More turns than this of a mutated condition are a loop without an end. */
const HIT_LIMIT = 2_000_000;

/** Makes the switchboard of all instrumented code of this thread: `__stryker__` and `constantOf`. */
export function switchboard(): Switchboard {
  const scope = globalThis as unknown as { __stryker__: Stryker; constantOf(id: string, value: number): number };
  const state: Stryker = { hitCount: 0, hitLimit: HIT_LIMIT, mutantCoverage: { static: {}, perTest: {} } };
  scope.__stryker__ = state;
  let constants = new Set<string>();
  scope.constantOf = (id, value) => {
    const active = state.activeMutant;
    if (active === undefined) constants.add(id);
    if (active?.slice(0, -1) !== id) return value;
    if (++state.hitCount > HIT_LIMIT) throw new Error("a loop without an end");
    return active.endsWith("+") ? value + 1 : value - 1;
  };
  return {
    activate(id) {
      if (id === undefined) delete state.activeMutant;
      else state.activeMutant = id;
      state.hitCount = 0;
    },
    async coverage(run) {
      delete state.activeMutant;
      constants = new Set();
      state.mutantCoverage.static = {};
      await run();
      const moved = [...constants].flatMap((id) => [`${id}+`, `${id}-`]);
      return new Set([...Object.keys(state.mutantCoverage.static), ...moved]);
    },
  };
}
