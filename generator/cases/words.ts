import { DFA, JS, NFA, type ReadonlyWord, Words } from "refa";

/** More states than this, and a pattern is searched no further. */
const MAX_NODES = 5_000;
const MAX_WORDS = 200;

/**
 * Texts that a pattern accepts: for each transition of its automaton a shortest text through it, with
 * the first and last character of each range. Empty when the pattern is beyond the automaton.
 */
export function wordsOf(pattern: string): string[] {
  const expression = new RegExp(pattern, "u");
  return search(pattern, false).filter((word) => expression.test(word));
}

/** Texts that a pattern just refuses: the same for the complement of its automaton. */
export function nearMissesOf(pattern: string): string[] {
  const expression = new RegExp(pattern, "u");
  return search(pattern, true).filter((word) => !expression.test(word));
}

/** Long texts that a pattern accepts, with characters of many kinds; for changing their letter case. */
export function richWordsOf(pattern: string): string[] {
  const expression = new RegExp(pattern, "u");
  const automaton = automatonOf(pattern);
  return automaton ? [0, 1, 2].map((turn) => richWord(automaton, turn)).filter((word) => expression.test(word)) : [];
}

function search(pattern: string, complement: boolean): string[] {
  const automaton = automatonOf(pattern);
  if (!automaton) return [];
  if (complement) automaton.complement();
  return [...edgeWords(automaton)];
}

function automatonOf(pattern: string): DFA | undefined {
  try {
    const parser = JS.Parser.fromLiteral({ source: pattern, flags: "u" });
    // Anchors and look-around are left out of the automaton; every word is tried on the expression itself.
    const { expression, maxCharacter } = parser.parse({
      assertions: "ignore",
      backreferences: "disable",
    });
    const nodes = new NFA.LimitedNodeFactory(MAX_NODES);
    const nfa = NFA.fromRegex(expression, { maxCharacter }, { assertions: "disable" }, nodes);
    const automaton = DFA.fromFA(nfa, new DFA.LimitedNodeFactory(MAX_NODES));
    automaton.minimize();
    return automaton;
  } catch {
    return undefined;
  }
}

/** The way of a shortest word, taking another range and another character of it at each step. */
function richWord(automaton: DFA, turn: number): string {
  const suffixes = shortestSuffixes(automaton);
  const word: number[] = [];
  let node: DFA.ReadonlyNode = automaton.initial;
  for (let left = suffixes.get(node); left && left.length > 0; left = suffixes.get(node)) {
    const length = left.length;
    const onward = [...node.out].filter(([, next]) => (suffixes.get(next)?.length ?? length) < length);
    const [range, next] = onward[(word.length * 2 + turn) % onward.length] ?? [];
    if (!range || !next) break;
    const span = Math.min(range.max - range.min + 1, 26);
    word.push(range.min + ((word.length + turn) % span));
    node = next;
  }
  return Words.fromUnicodeToString(word);
}

interface Step {
  from: DFA.ReadonlyNode;
  character: number;
}

function edgeWords(automaton: DFA): Set<string> {
  const found = new Set<string>();
  if (automaton.finals.has(automaton.initial)) found.add("");
  const prefixes = shortestPrefixes(automaton);
  const suffixes = shortestSuffixes(automaton);
  for (const [node, prefix] of prefixes) {
    for (const [range, next] of node.out) {
      const suffix = suffixes.get(next);
      if (!suffix) continue;
      for (const character of representatives(range.min, range.max)) {
        found.add(Words.fromUnicodeToString([...prefix, character, ...suffix]));
        if (found.size >= MAX_WORDS) return found;
      }
    }
  }
  return found;
}

/** Characters that implementations treat differently, tried wherever a range holds them. */
const SPECIAL = [..." \n./%\"\\'+&?#aAzZ09é中😀\u0301\u0000\u007f\u200b"].map(
  (character) => character.codePointAt(0) ?? 0,
);

function representatives(min: number, max: number): number[] {
  const inside = SPECIAL.filter((character) => character >= min && character <= max);
  const ends = max - min > 0x1000 ? [] : [min, max];
  return [...new Set([...ends, ...inside.slice(0, max - min > 0x1000 ? 20 : 4)])].filter(
    (character) => character < 0xd800 || character > 0xdfff,
  );
}

function shortestPrefixes(automaton: DFA): Map<DFA.ReadonlyNode, number[]> {
  const prefixes = new Map<DFA.ReadonlyNode, number[]>([[automaton.initial, []]]);
  for (const [node, prefix] of prefixes) {
    for (const [range, next] of node.out) {
      if (!prefixes.has(next)) prefixes.set(next, [...prefix, plain(range.min, range.max)]);
    }
  }
  return prefixes;
}

function shortestSuffixes(automaton: DFA): Map<DFA.ReadonlyNode, ReadonlyWord> {
  const incoming = new Map<DFA.ReadonlyNode, Step[]>();
  for (const node of automaton.nodes()) {
    for (const [range, next] of node.out) {
      incoming.set(next, [...(incoming.get(next) ?? []), { from: node, character: plain(range.min, range.max) }]);
    }
  }
  const suffixes = new Map<DFA.ReadonlyNode, number[]>([...automaton.finals].map((node) => [node, []]));
  for (const [node, suffix] of suffixes) {
    for (const { from, character } of incoming.get(node) ?? []) {
      if (!suffixes.has(from)) suffixes.set(from, [character, ...suffix]);
    }
  }
  return suffixes;
}

/** An ordinary character of a range: a letter or digit where there is one. */
function plain(min: number, max: number): number {
  for (const [low, high] of [
    [0x61, 0x7a],
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x21, 0x7e],
  ] as const) {
    if (min <= high && max >= low) return Math.max(min, low);
  }
  return min;
}
