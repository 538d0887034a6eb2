/** How far a comparison is. */
export interface Progress {
  /** So many operations of so many are compared. */
  tell(done: number, all: number): void;
  /** Takes the line away. */
  end(): void;
}

/** Fewer operations are compared before anybody wonders. */
const MANY = 50;

/** One in so many is told. */
const STEP = 10;

/** Tells a person at a terminal how far the comparison of a large document is, in one line; a pipe or a CI hears nothing. */
export function comparisonProgress(stream: Pick<NodeJS.WriteStream, "isTTY" | "write"> = process.stderr): Progress {
  let isShown = false;
  return {
    tell(done, all) {
      if (!stream.isTTY || all < MANY || done % STEP > 0) return;
      isShown = true;
      stream.write(`\r${done} of ${all} operations compared …\u001b[K`);
    },
    end() {
      if (isShown) stream.write("\r\u001b[K");
    },
  };
}
