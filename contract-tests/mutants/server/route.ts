/** An operation's place: its id, its method and its path template. */
export interface RouteTemplate<Id extends string> {
  id: Id;
  method: string;
  path: string;
}

/** What a request is about. */
export type Route<Id extends string> =
  | { found: "operation"; id: Id; segments: Record<string, string> }
  | { found: "path"; methods: string[] };

/**
 * Finds the operation that a method and a path mean, or the methods that the path has. Segments are given as they
 * travel.
 */
export function routeOf<Id extends string>(
  templates: readonly RouteTemplate<Id>[],
  method: string,
  path: string,
): Route<Id> {
  const methods: string[] = [];
  for (const template of templates) {
    const segments = match(template.path, path);
    if (!segments) continue;
    if (template.method === method) return { found: "operation", id: template.id, segments };
    methods.push(template.method);
  }
  return { found: "path", methods };
}

function match(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const segments: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? "";
    if (part.startsWith("{")) {
      segments[part.slice(1, -1)] = text;
    } else if (part !== text) {
      return undefined;
    }
  }
  return segments;
}
