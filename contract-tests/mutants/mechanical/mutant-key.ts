/**
 * What tells a mechanical mutant from all others. It stays the same when other code moves: there is no line in it.
 */
export interface MutantKey {
  /** From `contract-tests/mutants/`, such as `server/route.ts`. */
  file: string;
  /** The declaration around it, such as `routeOf`, or `REFERENCE_RULES.isSku` for a member of an object. */
  within: string;
  /** The code as it is. */
  original: string;
  /** The code of the mutant, in its place. */
  replacement: string;
  /** Which of several that are the same by all else, in the order of the source. Default: the first. */
  nth?: number;
}

/** A key as one text. Blanks count as one, so that a line break of the formatter changes nothing. */
export function mutantKeyText({ file, within, original, replacement, nth = 1 }: MutantKey): string {
  const plain = (text: string) => text.replaceAll(/\s+/g, " ");
  return `${file} ${within}: ${plain(original)} → ${plain(replacement)}${nth === 1 ? "" : ` (${nth})`}`;
}
