import { Arbitrary, type Random, type Stream, type Value } from "fast-check";

/** How many values are made before one is taken as it is. */
const TRIES = 20;

/**
 * Values that hold, if some are found within a few tries; otherwise any. In contrast to a filter it
 * never hangs: who uses the value judges it once more.
 */
export function preferring<T>(arbitrary: Arbitrary<T>, holds: (value: T) => boolean): Arbitrary<T> {
  return new Preferring(arbitrary, holds);
}

class Preferring<T> extends Arbitrary<T> {
  readonly #arbitrary: Arbitrary<T>;
  readonly #holds: (value: T) => boolean;

  constructor(arbitrary: Arbitrary<T>, holds: (value: T) => boolean) {
    super();
    this.#arbitrary = arbitrary;
    this.#holds = holds;
  }

  generate(random: Random, bias: number | undefined): Value<T> {
    let found = this.#arbitrary.generate(random, bias);
    for (let count = 1; count < TRIES && !this.#holds(found.value); count++) {
      found = this.#arbitrary.generate(random, bias);
    }
    return found;
  }

  canShrinkWithoutContext(_value: unknown): _value is T {
    return false;
  }

  shrink(value: T, context: unknown): Stream<Value<T>> {
    return this.#arbitrary.shrink(value, context).filter((shrunk) => this.#holds(shrunk.value));
  }
}
