import { type Completion, completionOf } from "./completion.ts";
import type { Edge, Language } from "./language.ts";

/** Chooses one of so many: a number from 0 up to, and without, `count`. 0 is the plainest. */
export type Choose = (count: number) => number;

/**
 * Makes texts of a language out of choices. Where a text may end, 0 ends it; otherwise 0 takes the
 * shortest way to an end, by the plainest letter: smaller choices make shorter and plainer texts.
 *
 * A text is in the language as far as the automaton knows; ask `language.has` where that must be sure.
 *
 * @returns `undefined` when the language is empty, or its lengths are too many to work out
 */
export function choiceWords(language: Language): ((choose: Choose) => string) | undefined {
  const completion = completionOf(language);
  if (!completion || completion.left(0, 0) === Number.POSITIVE_INFINITY) return undefined;
  return (choose) => choiceWord(completion, choose);
}

/** Choices out of a list of numbers from 0 on, the plainest when it has come to its end. */
export function choicesFrom(numbers: readonly number[]): Choose {
  let next = 0;
  return (count) => (numbers[next++] ?? 0) % count;
}

function choiceWord(completion: Completion, choose: Choose): string {
  const word: string[] = [];
  let state = 0;
  for (;;) {
    const mayEnd = completion.left(state, word.length) === 0;
    const onward = completion.onward(state, word.length);
    if (onward.length === 0) return word.join("");
    const choice = choose(onward.length + (mayEnd ? 1 : 0)) - (mayEnd ? 1 : 0);
    const edge = onward[choice];
    if (!edge) return word.join("");
    word.push(String.fromCodePoint(letterOf(edge, choose)));
    state = edge.to;
  }
}

function letterOf({ min, max }: Edge, choose: Choose): number {
  return max === min ? min : min + choose(max - min + 1);
}
