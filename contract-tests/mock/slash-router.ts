import type { Operation } from "../../spec/interchange/contract.ts";
import { basePath, decoded, pathOf, type Route, type Router } from "./router.ts";

/** A template whose last parameter may take several segments. */
interface OpenTemplate {
  operation: Operation;
  names: string[];
  /** The template's segments; `undefined` where a parameter stands. */
  segments: (string | undefined)[];
  /** The place of the last parameter. */
  open: number;
  fixed: number;
  /** First segments of a path that belong to other templates. */
  others: ReadonlySet<string>;
}

/** Which parameters may hold slashes. */
export interface SlashRules {
  /** Whether the parameter takes texts at all. */
  mayHoldSlash(operation: Operation, parameter: string): boolean;
  /** Whether it may although no fixed segment stands before it; never by default. */
  mayBeUnanchored?(operation: Operation): boolean;
}

/**
 * A router for ids with slashes that a client did not percent-encode: `/images/v1/a/b` for
 * `/images/v1/{id}`. OpenAPI knows no such paths, so it is for those that no template matches.
 *
 * The last parameter of a template takes two or more segments; the other segments match as ever. It
 * must be a whole segment, with a fixed one before it in the operation's own path, so that no template
 * swallows whatever comes; one that may do without takes no path that begins as another template does.
 * A value begins and ends with no slash, and none of its segments is `.` or `..`, percent-encoded or
 * not. Of several templates, the one with the most fixed segments goes first.
 */
export function createSlashRouter(operations: readonly Operation[], rules: SlashRules): Router {
  const beginnings = new Set(operations.flatMap((operation) => fullTemplates(operation).flatMap(firstFixed)));
  const templates = operations
    .flatMap((operation) => openTemplates(operation, rules, beginnings))
    .sort((one, other) => other.fixed - one.fixed);
  return (method, path) => {
    const segments = path.split("/").slice(1);
    const methods = new Set<string>();
    for (const wanted of method === "HEAD" ? [method, "GET"] : [method]) {
      for (const template of templates) {
        const route = match(template, segments);
        if (!route) continue;
        if (template.operation.method === wanted) return { found: "operation", route };
        methods.add(template.operation.method);
      }
    }
    return methods.size > 0 ? { found: "path", methods: [...methods].sort() } : { found: "nothing" };
  };
}

function openTemplates(
  operation: Operation,
  { mayHoldSlash, mayBeUnanchored }: SlashRules,
  beginnings: ReadonlySet<string>,
): OpenTemplate[] {
  const own = pathOf(operation).split("/").slice(1);
  // A segment such as `{name}.json` matches by a pattern, which this router does not know.
  if (own.some((segment) => segment.includes("{") && parameterOf(segment) === undefined)) return [];
  const last = own.findLastIndex((segment) => parameterOf(segment) !== undefined);
  const name = parameterOf(own[last] ?? "");
  const isAnchored = own.slice(0, last).some((segment) => parameterOf(segment) === undefined);
  if (name === undefined || !mayHoldSlash(operation, name)) return [];
  if (!isAnchored && !mayBeUnanchored?.(operation)) return [];
  return fullTemplates(operation).map((all) => {
    const segments = all.map((segment) => (parameterOf(segment) === undefined ? decoded(segment) : undefined));
    return {
      operation,
      names: all.flatMap((segment) => parameterOf(segment) ?? []),
      segments,
      open: all.length - own.length + last,
      fixed: segments.filter((segment) => segment !== undefined).length,
      others: isAnchored ? new Set() : beginnings,
    };
  });
}

/** The segments of an operation's path, alone and after the path of each server. */
function fullTemplates(operation: Operation): string[][] {
  return [...new Set(["", ...operation.servers.map(basePath)])].map((base) =>
    `${base}${pathOf(operation)}`.split("/").slice(1),
  );
}

function firstFixed([first = ""]: string[]): string[] {
  return parameterOf(first) === undefined ? [decoded(first)] : [];
}

function parameterOf(segment: string): string | undefined {
  return /^\{([^{}]+)\}$/.exec(segment)?.[1];
}

function match({ operation, names, segments, open, others }: OpenTemplate, sent: string[]): Route | undefined {
  const more = sent.length - segments.length;
  if (more < 1 || others.has(decoded(sent[0] ?? ""))) return undefined;
  const folded = [
    ...sent.slice(0, open).map((segment) => [segment]),
    sent.slice(open, open + more + 1),
    ...sent.slice(open + more + 1).map((segment) => [segment]),
  ];
  const values: string[] = [];
  for (const [index, pieces] of folded.entries()) {
    const fixed = segments[index];
    if (fixed !== undefined) {
      if (decoded(pieces[0] ?? "") !== fixed) return undefined;
      continue;
    }
    if (pieces[0] === "" || pieces.at(-1) === "") return undefined;
    if (index === open && pieces.some((piece) => /^\.\.?$/.test(decoded(piece)))) return undefined;
    values.push(pieces.join("/"));
  }
  return { operation, parameters: names.map((name, index) => ({ name, value: values[index] ?? "" })) };
}
