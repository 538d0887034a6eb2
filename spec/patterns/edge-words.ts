import { type Completion, completionOf } from "./completion.ts";
import type { Language } from "./language.ts";
import { plainest, tellingCharacters } from "./letters.ts";
import { spread } from "./spread.ts";

/** Where in a text an edge is gone: after `length` code points. */
interface Passage {
  state: number;
  length: number;
  character: number;
  to: number;
}

/** How a state was come to. */
type Origins = Map<number, { from: number; character: number }>;

/** More steps than this are not searched for the way to an edge. */
const MAX_STEPS = 1_000_000;

/**
 * Texts of a language that go along each edge of its automaton, with each of the characters of the
 * edge that programs may treat differently: a shortest text for each, the shortest first.
 *
 * @param limit - how many at most; more are thinned out evenly
 */
export function edgeWords(language: Language, limit: number): string[] {
  const completion = completionOf(language);
  if (!completion) return [];
  const { passages, origins } = passagesOf(language, completion);
  const words = spread(passages, limit).map((passage) => {
    const start = [...prefix(origins, passage), passage.character];
    const points = [...start, ...suffix(completion, passage.to, start.length)];
    // As arguments of one call, the characters of a long text are more than the stack takes.
    return points.map((point) => String.fromCodePoint(point)).join("");
  });
  const empty = completion.left(0, 0) === 0 ? [""] : [];
  return [...new Set([...empty, ...words])].filter((word) => language.has(word));
}

/** How many texts {@link edgeWords} has without a limit. */
export function edgeWordCount(language: Language): number {
  const completion = completionOf(language);
  return completion ? passagesOf(language, completion).passages.length : 0;
}

/** The first passage of every edge, for each telling character. */
function passagesOf(language: Language, completion: Completion): { passages: Passage[]; origins: Origins[] } {
  const { states, minLength, maxLength } = language;
  const passages: Passage[] = [];
  const origins: Origins[] = [new Map([[0, { from: -1, character: -1 }]])];
  const open = new Set(states.flat());
  let steps = 0;
  // Beyond the least length, a longer way to an edge leaves no more room than a shorter one.
  const last = Math.min(maxLength, minLength + states.length);
  for (let length = 0; length < last && open.size > 0 && steps < MAX_STEPS; length++) {
    const next: Origins = new Map();
    for (const state of origins[length]?.keys() ?? []) {
      for (const edge of states[state] ?? []) {
        steps++;
        if (!next.has(edge.to)) next.set(edge.to, { from: state, character: plainest(edge.min, edge.max) });
        if (!open.has(edge) || completion.left(edge.to, length + 1) === Number.POSITIVE_INFINITY) continue;
        open.delete(edge);
        const characters = tellingCharacters(edge.min, edge.max);
        passages.push(...characters.map((character) => ({ state, length, character, to: edge.to })));
      }
    }
    origins.push(next);
  }
  return { passages, origins };
}

function prefix(origins: Origins[], { state, length }: Passage): number[] {
  const characters: number[] = [];
  for (let at = length, current = state; at > 0; at--) {
    const { from, character } = origins[at]?.get(current) ?? { from: 0, character: 0 };
    characters.unshift(character);
    current = from;
  }
  return characters;
}

/** The shortest way to an end. */
function suffix(completion: Completion, start: number, length: number): number[] {
  const characters: number[] = [];
  let state = start;
  while (completion.left(state, length + characters.length) > 0) {
    const [edge] = completion.onward(state, length + characters.length);
    if (!edge) break;
    characters.push(edge.min);
    state = edge.to;
  }
  return characters;
}
