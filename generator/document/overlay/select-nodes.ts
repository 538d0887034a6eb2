import { runInNewContext } from "node:vm";
import { JSONPathEnvironment, JSONPathError, JSONPathQuery } from "json-p3";
import type { Json, JsonPointer } from "../../../spec/interchange/json.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { MOST_DEPTH } from "../limits.ts";

/** Most nodes that an expression may select. */
const MOST_SELECTED = 100_000;
/** For a large document an expression takes a tenth of a second; one that looks at all of it for each part never ends. */
const TIMEOUT_MS = 5_000;

/** A JSONPath expression that cannot be used: its message says why. */
export class SelectError extends Error {
  override readonly name = "SelectError";
}

/**
 * The places that a JSONPath expression (RFC 9535) selects, each once, in its order.
 *
 * @param timeoutMs - how long that may take
 * @throws {@link SelectError} when the expression is none, or takes too long
 */
export function selectNodes(document: Json, expression: string, timeoutMs = TIMEOUT_MS): JsonPointer[] {
  return [...new Set(inTime(() => pointersOf(compile(expression), document), timeoutMs))];
}

/** The longest beginning of an expression that still selects something. */
export function matchingBeginning(document: Json, expression: string): string {
  const { environment, segments } = compile(expression);
  return inTime(() => {
    for (let length = segments.length - 1; length > 0; length--) {
      const beginning = new JSONPathQuery(environment, segments.slice(0, length));
      if (beginning.match(document) !== undefined) return beginning.toString({ form: "pretty" });
    }
    return "$";
  }, TIMEOUT_MS);
}

function compile(expression: string): JSONPathQuery {
  try {
    // The document is nested as deeply as it may be, and one level is its root.
    return new JSONPathEnvironment({ maxRecursionDepth: MOST_DEPTH + 2 }).compile(expression);
  } catch (error) {
    throw new SelectError(`is no JSONPath expression: ${(error as Error).message}`);
  }
}

function pointersOf(query: JSONPathQuery, document: Json): JsonPointer[] {
  const pointers: JsonPointer[] = [];
  for (const { location } of query.lazyQuery(document)) {
    if (pointers.length === MOST_SELECTED) throw new SelectError(`selects more than ${MOST_SELECTED} places`);
    pointers.push(below("", ...location.map(String)));
  }
  return pointers;
}

/** What code of others computes, which nothing but the clock can interrupt. */
function inTime<Result>(compute: () => Result, timeoutMs: number): Result {
  try {
    return runInNewContext("compute()", { compute }, { timeout: timeoutMs }) as Result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT")
      throw new SelectError(`takes longer than ${timeoutMs / 1000} seconds`);
    if (error instanceof JSONPathError) throw new SelectError(`cannot be judged: ${error.message}`);
    throw error;
  }
}
