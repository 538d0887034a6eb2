import type { AST } from "@eslint-community/regexpp";
import { CharSet, JS } from "refa";
import { MAX_CHARACTER } from "./alphabet.ts";

const [NONE, ALL] = [CharSet.empty(MAX_CHARACTER), CharSet.all(MAX_CHARACTER)];

/** The characters that a part of a pattern can begin with, and whether it can be nothing. */
interface Beginning {
  characters: CharSet;
  isOptional: boolean;
}

/**
 * In how many ways a text can be read, as a power of two: by the alternatives and repetitions of which the next
 * character does not tell which one it is. Infinite where alternatives like that stand inside a repetition without end.
 * An upper estimate, but for repetitions that scslre judges: those without end, and those inside of them.
 *
 * @param literal - parsed with the flag `u`
 */
export function readingChoices({ pattern }: AST.RegExpLiteral): number {
  const parser = JS.Parser.fromLiteral({ source: pattern.raw, flags: "u" });
  let bits = 0;
  for (const alternative of pattern.alternatives) sequence(alternative.elements, NONE, 1);
  return bits + Math.log2(pattern.alternatives.length);

  /** @param after - what can begin behind it; `times` - how often it is repeated */
  function sequence(elements: readonly AST.Element[], after: CharSet, times: number): void {
    let next = after;
    for (const element of elements.toReversed()) {
      visit(element, next, times);
      const { characters, isOptional } = beginning(element);
      next = isOptional ? characters.union(next) : characters;
    }
  }

  function visit(element: AST.Element | AST.QuantifiableElement, next: CharSet, times: number): void {
    if (element.type === "Quantifier") {
      const { characters } = beginning(element.element);
      const isEndless = element.max === Number.POSITIVE_INFINITY;
      // Without an end, or within what has none, it is the analysis that tells.
      const isBounded = !isEndless && Number.isFinite(times) && element.max > element.min;
      if (isBounded && !characters.isDisjointWith(next)) bits += Math.log2(element.max - element.min + 1) * times;
      const inner = element.max > 1 ? characters.union(next) : next;
      visit(element.element, inner, isEndless ? element.max : times * element.max);
    } else if (element.type === "Group" || element.type === "CapturingGroup") {
      if (overlap(element.alternatives)) bits += Math.log2(element.alternatives.length) * times;
      for (const { elements } of element.alternatives) sequence(elements, next, times);
    } else if (element.type === "Assertion" && "alternatives" in element) {
      // A look-behind is read from its end: what begins it tells nothing.
      const after = element.kind === "lookbehind" ? ALL : NONE;
      for (const { elements } of element.alternatives) sequence(elements, after, times);
    }
  }

  function overlap(alternatives: readonly AST.Alternative[]): boolean {
    let before = NONE;
    for (const { elements } of alternatives) {
      const { characters, isOptional } = beginningOf(elements);
      if (isOptional || !characters.isDisjointWith(before)) return alternatives.length > 1;
      before = before.union(characters);
    }
    return false;
  }

  function beginningOf(elements: readonly AST.Element[]): Beginning {
    let characters = NONE;
    for (const element of elements) {
      const first = beginning(element);
      characters = characters.union(first.characters);
      if (!first.isOptional) return { characters, isOptional: false };
    }
    return { characters, isOptional: true };
  }

  function beginning(element: AST.Element): Beginning {
    switch (element.type) {
      case "Assertion":
        return { characters: NONE, isOptional: true };
      case "Backreference":
        return { characters: ALL, isOptional: true };
      case "Group":
      case "CapturingGroup": {
        const each = element.alternatives.map(({ elements }) => beginningOf(elements));
        return {
          characters: NONE.union(...each.map(({ characters }) => characters)),
          isOptional: each.some(({ isOptional }) => isOptional),
        };
      }
      case "Quantifier": {
        const { characters, isOptional } = beginning(element.element);
        return { characters, isOptional: isOptional || element.min === 0 };
      }
      default: {
        const [only] = parser.parseElement(element).expression.alternatives.flatMap(({ elements }) => elements);
        return { characters: only?.type === "CharacterClass" ? only.characters : ALL, isOptional: false };
      }
    }
  }
}
