import { type AST, RegExpParser } from "@eslint-community/regexpp";

/**
 * A pattern in the form that the `u` flag takes, which JSON Schema asks for (2020-12, section 6.4): where
 * it means something only without the flag, needless escapes go, and lone braces and hyphens get theirs.
 *
 * @returns the reason, when it is no regular expression of ECMA-262 at all
 */
export function unicodePattern(pattern: string): string | { reason: string } {
  if (compiles(pattern)) return pattern;
  let ast: AST.Pattern;
  try {
    ast = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(pattern);
  } catch (error) {
    return { reason: (error as Error).message };
  }
  const written = write(ast, pattern);
  return compiles(written) ? written : { reason: "it means something without the u flag only" };
}

function compiles(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, "u"));
  } catch {
    return false;
  }
}

/** The text of a node, its characters written anew. */
function write(node: AST.Node, pattern: string): string {
  if (node.type === "Character") return character(node);
  const children = childrenOf(node);
  let text = "";
  let at = node.start;
  for (const child of children) {
    text += pattern.slice(at, child.start) + write(child, pattern);
    at = child.end;
  }
  return text + pattern.slice(at, node.end);
}

function childrenOf(node: AST.Node): AST.Node[] {
  switch (node.type) {
    case "Pattern":
    case "Group":
    case "CapturingGroup":
      return node.alternatives;
    case "Assertion":
      return node.kind === "lookahead" || node.kind === "lookbehind" ? node.alternatives : [];
    case "Alternative":
      return node.elements;
    case "Quantifier":
      return [node.element];
    case "CharacterClass":
      return node.elements;
    case "CharacterClassRange":
      return [node.min, node.max];
    default:
      return [];
  }
}

const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;

function character({ value, raw, parent }: AST.Character): string {
  const text = String.fromCodePoint(value);
  const isEscape = /^\\(?:[tnvfr0]|c[A-Za-z]|x[\da-fA-F]{2}|u[\da-fA-F]{4})$/.test(raw);
  if (isEscape) return raw;
  const isInClass = parent.type === "CharacterClass" || parent.type === "CharacterClassRange";
  return SYNTAX.test(text) || (isInClass && text === "-") ? `\\${text}` : text;
}
