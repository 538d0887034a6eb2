import { Arbitrary, type Random, type Stream, type Value } from "fast-check";

/** An arbitrary that is made when its first value is: a schema may be large, and may contain itself. */
export function lazy<T>(make: () => Arbitrary<T>): Arbitrary<T> {
  return new Lazy(make);
}

class Lazy<T> extends Arbitrary<T> {
  readonly #make: () => Arbitrary<T>;
  #made: Arbitrary<T> | undefined;

  constructor(make: () => Arbitrary<T>) {
    super();
    this.#make = make;
  }

  generate(random: Random, bias: number | undefined): Value<T> {
    return this.#arbitrary().generate(random, bias);
  }

  canShrinkWithoutContext(value: unknown): value is T {
    return this.#arbitrary().canShrinkWithoutContext(value);
  }

  shrink(value: T, context: unknown): Stream<Value<T>> {
    return this.#arbitrary().shrink(value, context);
  }

  #arbitrary(): Arbitrary<T> {
    this.#made ??= this.#make();
    return this.#made;
  }
}
