/**
 * A deterministic automaton over code points, as data: for each state whether a text may end there (1 or 0), then its
 * edges as `first, last, next state`, by ascending code points. State 0 is the first.
 */
export type AutomatonTable = readonly (readonly number[])[];

/** Whatever tells whether a text matches. */
export interface TextMatcher {
  test(text: string): boolean;
}

/** Matches whole texts in time that grows with their length alone. Lone surrogates are on no edge. */
export function textAutomaton(table: AutomatonTable): TextMatcher {
  return {
    test(text) {
      let state = table[0];
      for (let index = 0; index < text.length; index++) {
        const point = text.codePointAt(index) as number;
        if (point > 0xffff) index++;
        const next = state === undefined ? -1 : edge(state, point);
        if (next < 0) return false;
        state = table[next];
      }
      return state?.[0] === 1;
    },
  };
}

/** The state that a code point leads to; -1 when there is none. */
function edge(state: readonly number[], point: number): number {
  for (let at = 1; at < state.length; at += 3) {
    if (point < (state[at] as number)) return -1;
    if (point <= (state[at + 1] as number)) return state[at + 2] as number;
  }
  return -1;
}
