import { DFA } from "refa";
import { patternAutomaton } from "./pattern-automaton.ts";
import { textMatcher } from "./text-matcher.ts";

/** What a text has to keep. */
export interface TextConstraints {
  /** Patterns that it has to match. */
  matching?: readonly string[];
  /** Patterns that it must not match. */
  notMatching?: readonly string[];
  /** Its length in code points, both ends inclusive. */
  minLength?: number;
  maxLength?: number;
}

/** From a state to the next, by any character of a range. */
export interface Edge {
  min: number;
  max: number;
  to: number;
}

/** The texts that keep some constraints, as an automaton; state 0 is the first, and every state leads to a text. */
export interface Language {
  /** The edges of each state, by ascending characters. */
  states: readonly (readonly Edge[])[];
  /** Whether a text may end in a state. */
  isFinal: readonly boolean[];
  /** Inclusive; the automaton does not know them. */
  minLength: number;
  maxLength: number;
  /** Whether a text keeps the constraints; the patterns themselves are asked, not the automaton. */
  has(text: string): boolean;
}

const MAX_STATES = 10_000;

/**
 * The language of some constraints.
 *
 * @returns the reason, when a pattern is beyond the automaton or no regular expression
 */
export function languageOf(constraints: TextConstraints): Language | { reason: string } {
  const { matching = [], notMatching = [], minLength = 0, maxLength = Number.POSITIVE_INFINITY } = constraints;
  try {
    const wanted = matching.map(textMatcher);
    const unwanted = notMatching.map(textMatcher);
    const { states, isFinal } = knownGraph(matching, notMatching);
    const has = (text: string) => {
      const length = [...text].length;
      if (length < minLength || length > maxLength || !text.isWellFormed()) return false;
      return wanted.every((pattern) => pattern.test(text)) && !unwanted.some((pattern) => pattern.test(text));
    };
    return { states, isFinal, minLength, maxLength, has };
  } catch (error) {
    return { reason: (error as Error).message };
  }
}

/** The same texts, of other lengths. */
export function withLengths(language: Language, minLength: number, maxLength: number): Language {
  const has = (text: string) => {
    const length = [...text].length;
    return length >= minLength && length <= maxLength && language.has(text);
  };
  return { ...language, minLength, maxLength, has };
}

type Graph = Pick<Language, "states" | "isFinal">;

/** The same patterns are asked for again and again, and once more whenever a document that is watched has changed. */
const GRAPHS = new Map<string, Graph>();
const MOST_GRAPHS = 500;

function knownGraph(matching: readonly string[], notMatching: readonly string[]): Graph {
  const key = JSON.stringify([matching, notMatching]);
  const graph = GRAPHS.get(key) ?? graphOf(intersection(matching, notMatching));
  if (GRAPHS.size >= MOST_GRAPHS) GRAPHS.clear();
  GRAPHS.set(key, graph);
  return graph;
}

function intersection(matching: readonly string[], notMatching: readonly string[]): DFA {
  const complements = notMatching.map((pattern) => {
    const automaton = patternAutomaton(pattern);
    automaton.complement();
    return automaton;
  });
  return [...matching.map(patternAutomaton), ...complements].reduce((left, right) => {
    const both = DFA.fromIntersection(left, right, new DFA.LimitedNodeFactory(MAX_STATES));
    both.minimize();
    return both;
  }, patternAutomaton(""));
}

/** An automaton as arrays, without states that lead to no text. */
function graphOf(automaton: DFA): Graph {
  automaton.removeUnreachable();
  const nodes = [...automaton.nodes()];
  const indexes = new Map(nodes.map((node, index) => [node, index]));
  const states = nodes.map((node) =>
    [...node.out].map(([{ min, max }, next]): Edge => ({ min, max, to: indexes.get(next) ?? 0 })),
  );
  return { states, isFinal: nodes.map((node) => automaton.finals.has(node)) };
}
