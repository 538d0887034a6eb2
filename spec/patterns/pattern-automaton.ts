import { RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { CharSet, DFA, NFA, TooManyNodesError, type TransitionIterator } from "refa";
import { CHARACTERS, MAX_CHARACTER, SURROGATES } from "./alphabet.ts";
import { isNestedTooDeeply } from "./nesting.ts";
import { type Alternatives, mapElements, type PatternElement, parsePattern } from "./parse-pattern.ts";

/** More states than this, and a pattern is beyond the automaton. */
const MAX_STATES = 5_000;

/** The automaton of a longer one takes minutes to make. */
const MAX_LENGTH = 5_000;

/** A quantifier's maximum from which on it is taken for infinity: at first, and when the automaton grows too large. */
const [LARGE, SMALL] = [3_000, 16];

/**
 * The automaton of all well-formed texts in which a pattern finds a match (ECMA-262, flag `u`), the
 * way JSON Schema means it: a pattern without anchors is found anywhere. Anchors, `\b` and
 * look-around are exact wherever they stand. A back reference with many meanings, a look-behind
 * inside a look-ahead and a huge quantifier are not: what is made of them has to be tried.
 *
 * @throws Error when the pattern is no regular expression, or its automaton too large
 */
export function patternAutomaton(pattern: string): DFA {
  const alternatives = parsePattern(pattern);
  const around = { before: true, after: true };
  try {
    return automatonOf(alternatives, around, LARGE);
  } catch (error) {
    if (error instanceof TooManyNodesError) return automatonOf(alternatives, around, SMALL);
    throw error;
  }
}

/**
 * The same, for patterns that it is exact for.
 *
 * @returns `undefined` when it is not, or is too large
 */
export function exactAutomaton(pattern: string): DFA | undefined {
  if (pattern.length > MAX_LENGTH || isNestedTooDeeply(pattern) || !hasExactAutomaton(pattern)) return undefined;
  try {
    const automaton = automatonOf(parsePattern(pattern), { before: true, after: true }, Number.POSITIVE_INFINITY);
    automaton.removeUnreachable();
    return automaton;
  } catch {
    return undefined;
  }
}

/** Back references, and what looks one way inside of what looks the other way, are not. */
function hasExactAutomaton(pattern: string): boolean {
  const DIRECTION = { lookahead: "ahead", end: "ahead", lookbehind: "behind", start: "behind", word: "both" };
  let isExact = true;
  const around: string[] = [];
  visitRegExpAST(new RegExpParser({ ecmaVersion: 2025 }).parsePattern(pattern, 0, pattern.length, true), {
    onBackreferenceEnter() {
      isExact = false;
    },
    onAssertionEnter({ kind }) {
      if (around.some((outer) => outer !== DIRECTION[kind])) isExact = false;
      around.push(DIRECTION[kind]);
    },
    onAssertionLeave: () => void around.pop(),
  });
  return isExact;
}

/** An assertion takes part in the automaton as a mark: a character that no text has. */
interface Mark {
  character: CharSet;
  kind: "ahead" | "behind";
  negate: boolean;
  alternatives: Alternatives;
}

function automatonOf(alternatives: Alternatives, around: { before: boolean; after: boolean }, infinity: number): DFA {
  const marks = new Map<string, Mark>();
  const marked = mapElements(alternatives, (element) => {
    if (element.type !== "Assertion") return undefined;
    const { kind, negate } = element;
    const key = JSON.stringify([kind, negate, element.alternatives]);
    const mark = marks.get(key) ?? { kind, negate, alternatives: element.alternatives, character: markAt(marks.size) };
    marks.set(key, mark);
    return { type: "CharacterClass", characters: mark.character };
  });
  const whole = sequence([
    ...(around.before ? [anything(CHARACTERS)] : []),
    { type: "Alternation", alternatives: marked },
    ...(around.after ? [anything(CHARACTERS)] : []),
  ]);
  let automaton = toNfa(whole, infinity);
  for (const mark of marks.values()) {
    automaton = NFA.fromIntersection(automaton, placesOf(mark, infinity), new NFA.LimitedNodeFactory(MAX_STATES));
  }
  return minimal(DFA.fromTransitionIterator(withoutMarks(automaton), OPTIONS, new DFA.LimitedNodeFactory(MAX_STATES)));
}

const OPTIONS = { maxCharacter: MAX_CHARACTER };

function markAt(index: number): CharSet {
  return CharSet.fromCharacter(MAX_CHARACTER, 0xd800 + index);
}

/** The marked texts that have a mark only where its assertion holds. */
function placesOf({ character, kind, negate, alternatives }: Mark, infinity: number): DFA {
  const isAhead = kind === "ahead";
  const wrong = automatonOf(alternatives, { before: !isAhead, after: isAhead }, infinity);
  // Other marks do not matter to an assertion.
  for (const node of wrong.nodes()) node.link(node, SURROGATES);
  if (!negate) wrong.complement();
  const mark: PatternElement = { type: "CharacterClass", characters: character };
  const rest = anything(CharSet.all(MAX_CHARACTER));
  const nodes = new NFA.LimitedNodeFactory(MAX_STATES);
  const misplaced = toNfa(sequence(isAhead ? [rest, mark] : [mark, rest]), infinity);
  if (isAhead) misplaced.append(wrong, nodes);
  else misplaced.prepend(wrong, nodes);
  const places = minimal(DFA.fromFA(misplaced, new DFA.LimitedNodeFactory(MAX_STATES)));
  places.complement();
  return places;
}

/** The same automaton, marks taken for nothing. */
function withoutMarks(automaton: NFA): TransitionIterator<NFA.ReadonlyNode> {
  const finals: ReadonlySet<NFA.ReadonlyNode> = automaton.finals;
  const nearby = (start: NFA.ReadonlyNode): Set<NFA.ReadonlyNode> => {
    const found = new Set([start]);
    for (const node of found) {
      for (const [next, characters] of node.out) if (!characters.isDisjointWith(SURROGATES)) found.add(next);
    }
    return found;
  };
  return {
    initial: automaton.initial,
    stableOut: true,
    isFinal: (node) => !nearby(node).isDisjointFrom(finals),
    getOut(node) {
      const out = new Map<NFA.ReadonlyNode, CharSet>();
      for (const near of nearby(node)) {
        for (const [next, characters] of near.out) {
          const plain = characters.without(SURROGATES);
          if (!plain.isEmpty) out.set(next, out.get(next)?.union(plain) ?? plain);
        }
      }
      return out;
    },
  };
}

function anything(characters: CharSet): PatternElement {
  const one = sequence([{ type: "CharacterClass", characters }]);
  return { type: "Quantifier", alternatives: [one], min: 0, max: Number.POSITIVE_INFINITY, lazy: false };
}

function sequence(elements: PatternElement[]): Alternatives[number] {
  return { type: "Concatenation", elements };
}

function toNfa(concatenation: Alternatives[number], infinityThreshold: number): NFA {
  return NFA.fromRegex(concatenation, OPTIONS, { infinityThreshold }, new NFA.LimitedNodeFactory(MAX_STATES));
}

function minimal(automaton: DFA): DFA {
  automaton.minimize();
  return automaton;
}
