import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import type { Parameter } from "../../../spec/interchange/contract.ts";

/** What a request has in place of a parameter; `undefined` for nothing. */
export function textIn(template: RequestTemplate, { in: place, name }: Pick<Parameter, "in" | "name">): unknown {
  if (place === "query") {
    const values = template.query.filter((pair) => pair.name === name).map(({ value }) => value);
    return values.length === 0 ? undefined : values;
  }
  if (place === "header") return template.headers[name.toLowerCase()];
  return place === "cookie" ? template.cookies[name] : template.path[name];
}

/** Gives a request what another one has in place of a parameter; where that has nothing, the request stays as it is. */
export function takeText(
  to: RequestTemplate,
  { in: place, name }: Pick<Parameter, "in" | "name">,
  from: RequestTemplate,
): void {
  if (place === "query") {
    const pairs = from.query.filter((pair) => pair.name === name);
    if (pairs.length > 0) to.query = [...to.query.filter((pair) => pair.name !== name), ...pairs];
  } else if (place === "header") {
    take(to.headers, name.toLowerCase(), from.headers);
  } else {
    const key = place === "cookie" ? "cookies" : "path";
    take(to[key], name, from[key]);
  }
}

function take<T>(to: Record<string, T>, key: string, from: Readonly<Record<string, T>>): void {
  const value = from[key];
  if (value !== undefined) to[key] = value;
}
