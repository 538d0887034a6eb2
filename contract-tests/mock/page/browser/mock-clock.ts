/** The mock's time, between two answers of the mock. */
export interface MockClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Whether somebody has moved it away from the system's. */
  isMoved(): boolean;
  /** Takes the time that the mock tells. */
  set(now: string): void;
}

/** What the answer may take to travel, in milliseconds: less than this is no move. */
const TOLERANCE_MS = 5000;

/** A clock that goes with this browser's until the mock tells another time. */
export function mockClock(): MockClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    isMoved: () => Math.abs(offset) > TOLERANCE_MS,
    set(now) {
      const told = Date.parse(now);
      if (!Number.isNaN(told)) offset = told - Date.now();
    },
  };
}

/** How long until an instant: `29:58`, `5:59:58`, or `expired`. */
export function countdown(until: string, now: number): string {
  const seconds = Math.ceil((Date.parse(until) - now) / 1000);
  if (!(seconds > 0)) return "expired";
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A number of bytes for people: `1.2 MB`, powers of ten. */
export function byteCount(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
