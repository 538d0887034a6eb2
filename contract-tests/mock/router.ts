import type { Operation } from "../../spec/interchange/contract.ts";

/** An operation that a request is for, and its path parameters as they travel: still percent-encoded. */
export interface Route {
  operation: Operation;
  parameters: { name: string; value: string }[];
}

/** What a router says of a method and a path. `methods` are those that the path has. */
export type Routing =
  | { found: "operation"; route: Route }
  | { found: "path"; methods: string[] }
  | { found: "nothing" };

/** Finds the operation for a method and a raw path (no query, percent-encoding untouched). */
export type Router = (method: string, path: string) => Routing;

interface Leaf {
  operation: Operation;
  /** The parameters of the template, in order. */
  names: string[];
}

interface Junction {
  fixed: Map<string, Junction>;
  /** Segments such as `{name}.json`, in the document's order. */
  mixed: { source: string; pattern: RegExp; next: Junction }[];
  parameter?: Junction;
  leaves: Map<string, Leaf>;
}

/**
 * A router over path templates (OpenAPI 3.1.1, section 4.8.8.2). A fixed segment goes before a
 * template at the same place; a parameter takes exactly one segment and never an empty one. The
 * path of an operation's server URL may stand in front or be left out. `HEAD` falls back to `GET`
 * (RFC 9110, section 9.3.2).
 */
export function createRouter(operations: readonly Operation[]): Router {
  const root = junction();
  for (const operation of operations) {
    for (const base of new Set(["", ...operation.servers.map(basePath)])) insert(root, base, operation);
  }
  return (method, path) => {
    const segments = path.split("/").slice(1);
    const methods = new Set<string>();
    const route = find(root, segments, 0, [], (leaves, values) => {
      for (const declared of leaves.keys()) methods.add(declared);
      const leaf = leaves.get(method) ?? (method === "HEAD" ? leaves.get("GET") : undefined);
      if (leaf === undefined) return undefined;
      return {
        operation: leaf.operation,
        parameters: leaf.names.map((name, index) => ({ name, value: values[index] ?? "" })),
      };
    });
    if (route) return { found: "operation", route };
    return methods.size > 0 ? { found: "path", methods: [...methods].sort() } : { found: "nothing" };
  };
}

/** The path of a server URL without a slash at its end, templates of its variables included. */
export function basePath(server: string): string {
  const path = server.replace(/^[a-z][a-z0-9+.-]*:/i, "").replace(/^\/\/[^/?#]*/, "");
  return path
    .replace(/[?#].*$/s, "")
    .replace(/\/+$/, "")
    .replace(/^(?=[^/])/, "/");
}

/** An operation's template. Some documents tell operations apart by a fragment or a query; no path has them. */
export function pathOf({ path }: Operation): string {
  return path.replace(/[?#].*$/s, "");
}

function junction(): Junction {
  return { fixed: new Map(), mixed: [], leaves: new Map() };
}

function insert(root: Junction, base: string, operation: Operation): void {
  const names: string[] = [];
  let at = root;
  for (const segment of `${base}${pathOf(operation)}`.split("/").slice(1)) at = descend(at, segment, names);
  // The first of two equal templates wins, as in the document.
  if (!at.leaves.has(operation.method)) at.leaves.set(operation.method, { operation, names });
}

function descend(at: Junction, segment: string, names: string[]): Junction {
  const expressions = [...segment.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
  names.push(...expressions);
  if (expressions.length === 0) {
    const fixed = decoded(segment);
    const next = at.fixed.get(fixed) ?? junction();
    at.fixed.set(fixed, next);
    return next;
  }
  if (/^\{[^{}]+\}$/.test(segment)) {
    at.parameter ??= junction();
    return at.parameter;
  }
  const source = segment
    .split(/\{[^{}]+\}/)
    .map(literally)
    .join("(.+)");
  const known = at.mixed.find((entry) => entry.source === source);
  if (known) return known.next;
  const next = junction();
  at.mixed.push({ source, pattern: new RegExp(`^${source}$`, "su"), next });
  return next;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function find(
  at: Junction,
  segments: string[],
  index: number,
  values: string[],
  visit: (leaves: Map<string, Leaf>, values: string[]) => Route | undefined,
): Route | undefined {
  const segment = segments[index];
  if (segment === undefined) return at.leaves.size > 0 ? visit(at.leaves, values) : undefined;
  const fixed = at.fixed.get(decoded(segment));
  const route = fixed && find(fixed, segments, index + 1, values, visit);
  if (route || segment === "") return route;
  for (const { pattern, next } of at.mixed) {
    const match = pattern.exec(segment);
    const found = match && find(next, segments, index + 1, [...values, ...match.slice(1)], visit);
    if (found) return found;
  }
  return at.parameter && find(at.parameter, segments, index + 1, [...values, segment], visit);
}

/** `%61` in a request means `a` (RFC 3986, section 6.2.2.2); a malformed escape means itself. */
export function decoded(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
