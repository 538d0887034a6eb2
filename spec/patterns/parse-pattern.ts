import { type Concatenation, type Element, JS, type NoParent } from "refa";
import { SURROGATES } from "./alphabet.ts";

/** The alternatives of a parsed pattern or group. */
export type Alternatives = NoParent<Concatenation>[];

/** An element of an alternative. */
export type PatternElement = NoParent<Element>;

/** Larger syntax trees are not looked at. */
const MAX_NODES = 20_000;

/**
 * The syntax tree of a pattern (ECMA-262 with flag `u`), over well-formed texts. A back reference
 * with too many meanings becomes a copy of its group: what is made of it has to be tried.
 *
 * @throws SyntaxError when the pattern is no regular expression
 * @throws Error when it is too large
 */
export function parsePattern(pattern: string): Alternatives {
  const parser = JS.Parser.fromLiteral({ source: pattern, flags: "u" });
  const groups = new Map<string, Alternatives>();
  const options = { backreferences: "unknown", assertions: "parse", maxNodes: MAX_NODES } as const;
  const { expression } = parser.parse({
    ...options,
    getUnknownId(element) {
      if (element.type !== "Backreference") return element.raw;
      const [group] = [element.resolved].flat();
      // A group that refers to itself would have no end.
      if (group && !groups.has(element.raw)) {
        groups.set(element.raw, []);
        const parsed = parser.parseElement(group, { ...options, backreferences: "disable" });
        groups.set(element.raw, parsed.expression.alternatives);
      }
      return element.raw;
    },
  });
  return plain(expression.alternatives, groups);
}

/** Over well-formed texts, and back references replaced: by nothing where that forbids less. */
function plain(alternatives: Alternatives, groups: ReadonlyMap<string, Alternatives>): Alternatives {
  return mapElements(alternatives, (element) => {
    if (element.type === "Unknown") {
      return { type: "Alternation", alternatives: plain(groups.get(element.id) ?? [], groups) };
    }
    if (element.type === "Assertion" && element.negate) {
      return {
        type: "Assertion",
        kind: element.kind,
        negate: true,
        alternatives: plain(element.alternatives, new Map()),
      };
    }
    if (element.type !== "CharacterClass") return undefined;
    return { type: "CharacterClass", characters: element.characters.without(SURROGATES) };
  });
}

/** A copy of a syntax tree in which elements are replaced; where there is no replacement, those inside are. */
export function mapElements(
  alternatives: Alternatives,
  replacement: (element: PatternElement) => PatternElement | undefined,
): Alternatives {
  return alternatives.map(({ elements }) => ({
    type: "Concatenation",
    elements: elements.map((element) => replacement(element) ?? inside(element, replacement)),
  }));
}

function inside(
  element: PatternElement,
  replacement: (element: PatternElement) => PatternElement | undefined,
): PatternElement {
  if (!("alternatives" in element)) return element;
  const alternatives = mapElements(element.alternatives, replacement);
  // A parsed element knows its parent; a copy has another.
  if (element.type === "Alternation") return { type: "Alternation", alternatives };
  if (element.type === "Assertion") {
    return { type: "Assertion", kind: element.kind, negate: element.negate, alternatives };
  }
  return { type: "Quantifier", min: element.min, max: element.max, lazy: element.lazy, alternatives };
}
