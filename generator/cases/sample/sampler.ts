import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import type { Site } from "../site.ts";

/** Makes instances that sites accept. */
export interface Sampler {
  /** The first of {@link Sampler.samples}. */
  sample(site: Site): JsonTemplate | undefined;
  /**
   * Different instances that a site accepts, found as they are asked for: the author's own examples
   * first, then the smallest ones made from the keywords.
   */
  samples(site: Site): Generator<JsonTemplate>;
  /** Whether a site accepts an instance, as a JSON value. */
  accepts(site: Site, instance: JsonTemplate): boolean;
  /** Tells of further steps that a search takes; see `Effort`. */
  spend(steps: number): void;
}
