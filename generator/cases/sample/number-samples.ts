import { commonMultiple, multipleAtLeast, multipleAtMost, plus } from "../../../spec/numbers/decimal.ts";
import { keywordValues, type Site } from "../site.ts";

/** Numbers that a site probably accepts: from the lower bound on, then the upper bound, on the steps of `multipleOf`. */
export function* numbers(site: Site): Generator<number> {
  const floor = [...keywordValues<number>(site, "minimum"), ...keywordValues<number>(site, "exclusiveMinimum")];
  const ceiling = [...keywordValues<number>(site, "maximum"), ...keywordValues<number>(site, "exclusiveMaximum")];
  const minimum = floor.length > 0 ? Math.max(...floor) : undefined;
  const maximum = ceiling.length > 0 ? Math.min(...ceiling) : undefined;
  const step = commonMultiple(keywordValues<number>(site, "multipleOf").filter((by) => by > 0));
  const start = minimum ?? Math.min(1, maximum ?? 1);
  yield start;
  yield multipleAtLeast(start, step);
  for (let count = 1; count <= 6; count++) yield plus(multipleAtMost(start, step), step, count);
  if (maximum !== undefined) {
    yield multipleAtMost(maximum, step);
    yield plus(multipleAtLeast(maximum, step), step, -1);
    if (minimum !== undefined) yield plus(minimum, plus(maximum, minimum, -1), 0.5);
  }
}
