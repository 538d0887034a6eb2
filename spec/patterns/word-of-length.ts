import { completionOf } from "./completion.ts";
import { type Edge, type Language, withLengths } from "./language.ts";

/** Which of several ways a text goes on: an edge, and a character of it. `index` is the text's length so far. */
export type Taste = (edges: readonly Edge[], index: number) => { edge: Edge; character: number };

/** A text of a language of exactly so many code points, if there is one. */
export function wordOfLength(language: Language, length: number, taste: Taste = plain): string | undefined {
  if (length < language.minLength || length > language.maxLength) return undefined;
  const exact = withLengths(language, length, length);
  const completion = completionOf(exact);
  if (!completion || completion.left(0, 0) !== length) return undefined;
  const characters: number[] = [];
  let state = 0;
  while (characters.length < length) {
    const { edge, character } = taste(completion.onward(state, characters.length), characters.length);
    characters.push(character);
    state = edge.to;
  }
  const word = characters.map((character) => String.fromCodePoint(character)).join("");
  return language.has(word) ? word : undefined;
}

/** The plainest character. */
export function plain([edge]: readonly Edge[]): { edge: Edge; character: number } {
  return { edge: edge as Edge, character: (edge as Edge).min };
}

/** A given character wherever one can stand, the plainest elsewhere. */
export function preferring(wish: number): Taste {
  return (edges) => {
    const edge = edges.find(({ min, max }) => min <= wish && wish <= max);
    return edge ? { edge, character: wish } : plain(edges);
  };
}

/** Another kind of character and another one of it at each step; `turn` gives another text. */
export function varied(turn: number): Taste {
  return (edges, index) => {
    const edge = edges[(index * 2 + turn) % edges.length] as Edge;
    const span = Math.min(edge.max - edge.min + 1, 26);
    return { edge, character: edge.min + ((index + turn) % span) };
  };
}
