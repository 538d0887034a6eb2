import { exactAutomaton } from "./pattern-automaton.ts";
import { slownessOf } from "./slow-pattern.ts";
import { type AutomatonTable, type TextMatcher, textAutomaton } from "./text-automaton.ts";

const TABLES = new Map<string, AutomatonTable | undefined>();

/**
 * The automaton in whose place a pattern must not be given to an engine that backtracks.
 *
 * @returns `undefined` when the pattern is quick, or has no automaton: {@link isCheckable} tells
 */
export function automatonTable(pattern: string): AutomatonTable | undefined {
  if (slownessOf(pattern) === undefined) return undefined;
  if (!TABLES.has(pattern)) TABLES.set(pattern, tableOf(pattern));
  return TABLES.get(pattern);
}

/** Whether a text can be held against a pattern in a time that is bounded by its length. */
export function isCheckable(pattern: string): boolean {
  return slownessOf(pattern) === undefined || automatonTable(pattern) !== undefined;
}

const MATCHERS = new Map<string, TextMatcher>();

/**
 * What finds a pattern (ECMA-262, flag `u`) in texts: its regular expression, or where that can take for ever, its
 * automaton.
 *
 * @throws Error when there is neither, see {@link isCheckable}
 */
export function textMatcher(pattern: string): TextMatcher {
  const known = MATCHERS.get(pattern);
  if (known) return known;
  const table = automatonTable(pattern);
  if (!table && !isCheckable(pattern)) throw new Error(`the pattern ${pattern} may take for ever`);
  const matcher = table ? textAutomaton(table) : new RegExp(pattern, "u");
  MATCHERS.set(pattern, matcher);
  return matcher;
}

function tableOf(pattern: string): AutomatonTable | undefined {
  const automaton = exactAutomaton(pattern);
  if (!automaton) return undefined;
  const nodes = [automaton.initial, ...[...automaton.nodes()].filter((node) => node !== automaton.initial)];
  const indexes = new Map(nodes.map((node, index) => [node, index]));
  return nodes.map((node) => [
    automaton.finals.has(node) ? 1 : 0,
    ...[...node.out].flatMap(([{ min, max }, next]) => [min, max, indexes.get(next) ?? 0]),
  ]);
}
