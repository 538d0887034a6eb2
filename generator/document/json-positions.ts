import type { Json, JsonPointer } from "../../spec/interchange/json.ts";
import { tokensOf } from "../../spec/interchange/pointer.ts";

const QUOTE = 0x22;
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];
const [COMMA, COLON] = [0x2c, 0x3a];

/** Where a member or an item begins, and where its value does; for an item they are one. */
interface Child {
  at: number;
  value: number;
}

/** Where the parts of a JSON text stand. Only what is asked for is looked up, each object once. */
export interface JsonPositions {
  /** The offset of the nearest part of the pointer that the text has: a member's at its name. */
  offsetOf(pointer: JsonPointer): number;
  /** Both count from 1; columns are UTF-16 code units. */
  linePosition(offset: number): { line: number; column: number };
}

/** @param text - valid JSON */
export function jsonPositions(text: string): JsonPositions {
  const known = new Map<number, Map<string, Child>>();
  let lineStarts: number[] | undefined;
  return { offsetOf, linePosition };

  function offsetOf(pointer: JsonPointer): number {
    let node = skipSpace(text, 0);
    let offset = node;
    for (const token of tokensOf(pointer)) {
      const child = childrenAt(node).get(token);
      if (!child) break;
      offset = child.at;
      node = child.value;
    }
    return offset;
  }

  function childrenAt(start: number): Map<string, Child> {
    const found = known.get(start) ?? readChildren(text, start);
    known.set(start, found);
    return found;
  }

  function linePosition(offset: number): { line: number; column: number } {
    lineStarts ??= lineStartsOf(text);
    let [low, high] = [0, lineStarts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
  }
}

/** Whether an object of the text has two members of one name: `JSON.parse` keeps only the last. */
export function hasDuplicateMembers(text: string, value: Json): boolean {
  return membersInText(text) !== membersOf(value);
}

function membersInText(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    at = endOfString(text, at);
    if (text.charCodeAt(skipSpace(text, at)) === COLON) count++;
  }
  return count;
}

function membersOf(value: Json): number {
  let count = 0;
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== "object" || next === null) continue;
    const held = Array.isArray(next) ? next : Object.values(next);
    if (!Array.isArray(next)) count += held.length;
    for (const child of held) if (typeof child === "object" && child !== null) open.push(child);
  }
  return count;
}

function readChildren(text: string, start: number): Map<string, Child> {
  const children = new Map<string, Child>();
  const kind = text.charCodeAt(start);
  if (kind !== OPEN_BRACE && kind !== OPEN_BRACKET) return children;
  let at = skipSpace(text, start + 1);
  for (let index = 0; text.charCodeAt(at) !== CLOSE_BRACE && text.charCodeAt(at) !== CLOSE_BRACKET; index++) {
    let value = at;
    if (kind === OPEN_BRACE) {
      const end = endOfString(text, at);
      value = skipSpace(text, skipSpace(text, end) + 1);
      children.set(JSON.parse(text.slice(at, end)) as string, { at, value });
    } else children.set(String(index), { at, value });
    at = skipSpace(text, endOfValue(text, value));
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return children;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      // The end of what holds a number or a word.
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (code === COMMA && depth === 0) return at;
    at++;
  }
  return text.length;
}

/** @param start - of the opening quotation mark */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); ; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === 0x5c) escapes++;
    if (escapes % 2 === 0) return at + 1;
  }
}

function skipSpace(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09; ) {
    code = text.charCodeAt(++at);
  }
  return at;
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
