import leven from "leven";
import picomatch from "picomatch";
import { operationName } from "../../names.ts";
import type { Problem } from "../problem.ts";
import type { ListedOperation } from "./list-operations.ts";

/** How many names are suggested for a pattern that matches nothing. */
const SUGGESTIONS = 3;

/**
 * The operations that one of the patterns means: an operationId, `METHOD /path` or a path, each with
 * wildcards (`*` within a segment, `**` across). Braces are those of path templates.
 *
 * @returns problems for patterns that mean none, with what may have been meant
 */
export function selectOperations(
  operations: readonly ListedOperation[],
  patterns: readonly string[],
): { selected: Set<ListedOperation>; problems: Pick<Problem, "what" | "hint" | "rule">[] } {
  const selected = new Set<ListedOperation>();
  const problems: Pick<Problem, "what" | "hint" | "rule">[] = [];
  for (const pattern of patterns) {
    const means = matcher(pattern);
    const found = operations.filter(means);
    for (const operation of found) selected.add(operation);
    if (found.length === 0) problems.push(noneFor(pattern, operations));
  }
  return { selected, problems };
}

function matcher(pattern: string): (operation: ListedOperation) => boolean {
  const [, method, path] = /^(?:([^\s/]+)\s+)?(\/.*)$/s.exec(pattern) ?? [];
  if (path === undefined) {
    const isId = glob(pattern);
    return (operation) => idsOf(operation).some(isId);
  }
  const isPath = glob(path);
  const isMethod = method === undefined ? () => true : glob(method.toUpperCase());
  return (operation) => isPath(operation.path) && isMethod(operation.method.toUpperCase());
}

/** As the document writes it, and as generated code does. */
function idsOf({ operationId, method, path }: ListedOperation): string[] {
  return [...(operationId === undefined ? [] : [operationId]), operationName(operationId, method, path)];
}

function glob(pattern: string): (text: string) => boolean {
  const matches = picomatch(pattern, { dot: true, nobrace: true, nonegate: true, windows: false });
  return (text) => text === pattern || matches(text);
}

function noneFor(pattern: string, operations: readonly ListedOperation[]): Pick<Problem, "what" | "hint" | "rule"> {
  const names = operations.flatMap(({ operationId, method, path }) =>
    /^\S+\s+\//.test(pattern)
      ? [`${method} ${path}`]
      : pattern.startsWith("/")
        ? [path]
        : [operationId ?? operationName(undefined, method, path)],
  );
  const near = [...new Set(names)]
    .map((name) => ({ name, far: distance(pattern, name) }))
    .sort((a, b) => a.far - b.far || a.name.length - b.name.length)
    .slice(0, SUGGESTIONS)
    .map(({ name }) => `"${name}"`);
  return {
    what: `--include "${pattern}" matches no operation`,
    hint: near.length === 0 ? "the document has no operations" : `did you mean ${near.join(", ")}?`,
    rule: "no-such-operation",
  };
}

/** How far the words of a pattern are from those of a name: words and their spelling count, not what is between them. */
function distance(pattern: string, name: string): number {
  const theirs = wordsOf(name);
  return wordsOf(pattern).reduce(
    (sum, word) => sum + Math.min(word.length, ...theirs.map((other) => leven(word, other))),
    0,
  );
}

function wordsOf(text: string): string[] {
  return text
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
