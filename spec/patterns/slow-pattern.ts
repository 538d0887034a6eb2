import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { analyse, type Report } from "scslre";
import { isNestedTooDeeply } from "./nesting.ts";
import { readingChoices } from "./reading-choices.ts";

/** Longer ones are not analysed, as the time goes up with the square: they are taken for slow. */
const MAX_LENGTH = 2_000;

/** In so many ways, as a power of two, a text may be read: to try them all takes a part of a second. */
const MOST_CHOICES = 20;

/** In which way a pattern is slow. */
export type Slowness = "exponential" | "polynomial";

const VERDICTS = new Map<string, Slowness | undefined>();

/**
 * Whether for some texts an engine that backtracks may take time that grows exponentially, or with a power of their
 * length. An upper estimate: what is called quick is.
 *
 * @param pattern - one that compiles with the flag `u`
 */
export function slownessOf(pattern: string): Slowness | undefined {
  if (!VERDICTS.has(pattern)) VERDICTS.set(pattern, analysed(pattern));
  return VERDICTS.get(pattern);
}

function analysed(pattern: string): Slowness | undefined {
  if (!/[*+?{|]/.test(pattern)) return undefined;
  if (pattern.length > MAX_LENGTH || isNestedTooDeeply(pattern)) return "exponential";
  const literal = parse(new RegExp(pattern, "u").source);
  if (readingChoices(literal) > MOST_CHOICES) return "exponential";
  const reports = backtracking(literal);
  if (reports.concat(backtracking(withoutBounds(literal))).some(({ exponential }) => exponential)) return "exponential";
  if (reports.length > 0) return "polynomial";
  // Where a match is looked for everywhere: slow only if the rest can refuse.
  return analyse(literal, { reportTypes: { Self: false, Trade: false } }).reports.length > 0 ? "polynomial" : undefined;
}

function parse(source: string): AST.RegExpLiteral {
  return new RegExpParser({ ecmaVersion: 2025 }).parseLiteral(`/${source}/u`);
}

function backtracking(literal: AST.RegExpLiteral): Report[] {
  return [...analyse(literal, { reportTypes: { Move: false }, assumeRejectingSuffix: true }).reports];
}

/** The bounds of a repetition inside one without end, which the analysis does not look at, taken for none. */
function withoutBounds(literal: AST.RegExpLiteral): AST.RegExpLiteral {
  const { pattern } = literal;
  const edits: [from: number, to: number, text: string][] = [];
  let endless = 0;
  visitRegExpAST(pattern, {
    onQuantifierEnter({ element, end, min, max }) {
      if (max === Number.POSITIVE_INFINITY) endless++;
      else if (endless > 0 && max > min && !(max === 1 && /[*+?}]/.test(element.raw)))
        edits.push([element.end, end, min === 0 ? "*" : "+"]);
    },
    onQuantifierLeave({ max }) {
      if (max === Number.POSITIVE_INFINITY) endless--;
    },
  });
  if (edits.length === 0) return literal;
  let source = pattern.raw;
  for (const [from, to, text] of edits.sort(([one], [other]) => other - one)) {
    source = source.slice(0, from - pattern.start) + text + source.slice(to - pattern.start);
  }
  return parse(source);
}
