import { type Expression, ExpressionError, parseExpression } from "./runtime-expression.ts";

/** A simple condition (Arazzo 1.0.1, section 4.6.11), taken apart. */
export type Condition =
  | { kind: "or" | "and"; terms: Condition[] }
  | { kind: "not"; term: Condition }
  | { kind: "compare"; operator: Operator; left: Condition; right: Condition }
  | { kind: "literal"; value: null | boolean | number | string }
  | { kind: "expression"; expression: Expression };

/** How two values are compared. */
export type Operator = "==" | "!=" | "<" | "<=" | ">" | ">=";

type Token =
  | { kind: "symbol"; text: string; at: number }
  | { kind: "literal"; value: null | boolean | number | string; at: number }
  | { kind: "expression"; expression: Expression; at: number };

const SYMBOL = /(?:&&|\|\||==|!=|<=|>=|[<>!()])/y;
const STRING = /'((?:[^']|'')*)'/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const WORD = /[A-Za-z_]\w*/y;
/** Between braces an expression may hold anything but a closing one. */
const BRACED = /\{(\$[^{}]*)\}/y;
const BARE = /\$[^\s()=!<>&|'"{}]*/y;

const EXAMPLE = "A condition reads like: $statusCode == 200 && $response.body#/draft != true";

/**
 * Takes a simple condition apart: literals, expressions, `==`, `!=`, `<`, `<=`, `>`, `>=`, `!`, `&&`,
 * `||` and parentheses. `!` binds tighter than a comparison, that tighter than `&&`, that tighter than
 * `||`; comparisons do not chain. An expression ends at a blank, a parenthesis or an operator; one with
 * such characters in it goes between braces.
 *
 * @throws ExpressionError when it is none
 */
export function parseCondition(text: string): Condition {
  const tokens = tokenize(text);
  let next = 0;

  const isNext = (...symbols: string[]) => {
    const token = tokens[next];
    return token?.kind === "symbol" && symbols.includes(token.text);
  };
  const chain = (kind: "or" | "and", symbol: string, term: () => Condition): Condition => {
    const terms = [term()];
    while (isNext(symbol)) {
      next++;
      terms.push(term());
    }
    return terms.length === 1 ? (terms[0] as Condition) : { kind, terms };
  };
  const or = () => chain("or", "||", and);
  const and = () => chain("and", "&&", comparison);
  const comparison = (): Condition => {
    const left = unary();
    if (!isNext("==", "!=", "<", "<=", ">", ">=")) return left;
    const operator = (tokens[next++] as { text: Operator }).text;
    const right = unary();
    if (isNext("==", "!=", "<", "<=", ">", ">=")) throw fault("comparisons do not chain", "Join two with &&.");
    return { kind: "compare", operator, left, right };
  };
  const unary = (): Condition => {
    if (!isNext("!")) return operand();
    next++;
    return { kind: "not", term: unary() };
  };
  const operand = (): Condition => {
    const token = tokens[next];
    if (!token) throw fault("it ends where a value is expected", EXAMPLE);
    next++;
    if (token.kind === "literal") return { kind: "literal", value: token.value };
    if (token.kind === "expression") return { kind: "expression", expression: token.expression };
    if (token.text !== "(") throw fault(`there is ${token.text} where a value is expected`, EXAMPLE, token.at);
    const inner = or();
    if (!isNext(")")) throw fault("a parenthesis is not closed", "Add the ).", token.at);
    next++;
    return inner;
  };

  const condition = or();
  const left = tokens[next];
  if (!left) return condition;
  throw fault("a value follows where an operator is expected", EXAMPLE, left.at);
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = blanksAt(text, 0); at < text.length; ) {
    const [token, end] = tokenAt(text, at);
    tokens.push(token);
    at = blanksAt(text, end);
  }
  return tokens;
}

function tokenAt(text: string, at: number): [Token, end: number] {
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const literal = (match: RegExpExecArray, value: null | boolean | number | string): [Token, number] => {
    return [{ kind: "literal", value, at }, at + match[0].length];
  };
  const expression = take(BRACED) ?? take(BARE);
  if (expression) {
    const [all, inside = all] = expression;
    return [{ kind: "expression", expression: parseExpression(inside), at }, at + all.length];
  }
  const string = take(STRING);
  if (string) return literal(string, (string[1] as string).replaceAll("''", "'"));
  const number = take(NUMBER);
  if (number) return literal(number, Number(number[0]));
  const symbol = take(SYMBOL);
  if (symbol) return [{ kind: "symbol", text: symbol[0], at }, at + symbol[0].length];
  const name = take(WORD);
  if (name) return literal(name, word(name[0], at));
  throw unreadable(text, at);
}

/** Where the blanks end that begin at a place. */
function blanksAt(text: string, at: number): number {
  const rest = text.slice(at);
  return at + rest.length - rest.trimStart().length;
}

function word(text: string, at: number): null | boolean {
  if (text === "null") return null;
  if (text === "true" || text === "false") return text === "true";
  throw fault(`${text} is no literal`, `Write a text as '${text}', a value of the run as $….`, at);
}

function unreadable(text: string, at: number): ExpressionError {
  const character = text.slice(at, at + 1);
  if (character === "'") return fault("a text is not closed", "A quote inside a text is doubled: 'it''s'.", at);
  if (character === '"') return fault('" does not begin a text', "Texts stand between single quotes: 'text'.", at);
  if (/[&|=]/.test(character)) {
    return fault(`${character} is no operator`, "The operators are == != < <= > >= ! && ||.", at);
  }
  return fault(`${text.slice(at, at + 10)} cannot be read`, EXAMPLE, at);
}

function fault(what: string, hint: string, at?: number): ExpressionError {
  return new ExpressionError(at === undefined ? what : `${what}, at character ${at + 1}`, hint);
}
