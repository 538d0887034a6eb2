/** A clock that can be moved and goes on ticking. */
export interface MovableClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Moves it to an instant. @throws RangeError outside the years 1970 to 9999 */
  moveTo(instant: number): void;
  /** Back to the time of the clock underneath. */
  reset(): void;
}

/** 9999-12-31T23:59:59.999Z: later years have no RFC 3339 form. */
const END_OF_TIME = 253_402_300_799_999;

/** Makes a clock that shows the time of another one until it is moved. */
export function createMovableClock(underneath: () => number): MovableClock {
  let distance = 0;
  return {
    now: () => Math.min(END_OF_TIME, underneath() + distance),
    moveTo(instant) {
      if (!(instant >= 0 && instant <= END_OF_TIME)) throw new RangeError("the clock goes from 1970 to 9999");
      distance = instant - underneath();
    },
    reset() {
      distance = 0;
    },
  };
}
