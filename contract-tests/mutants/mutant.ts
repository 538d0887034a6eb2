/**
 * A server with a single fault.
 *
 * @typeParam R - the rules of its reference server
 */
export interface Mutant<R> {
  /** Unique among the mutants of a document. */
  name: string;
  /** What is wrong, in one line. */
  what: string;
  /**
   * What a failing case has to name so that the kill is attributed: a keyword (`maxLength`), a check
   * (`no-server-error`), or the beginning of a case's name (`workflow/customId/gone/`).
   */
  breaks: readonly string[];
  /** The rules that are other than the reference's. */
  rules: Partial<R>;
  /** Why no tester can see it from the document; absent when it has to be killed. */
  survives?: string;
}

/** Mutants of one kind. */
export interface MutantGroup<R> {
  group: string;
  mutants: readonly Mutant<R>[];
}
