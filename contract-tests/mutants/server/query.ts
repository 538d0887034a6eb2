/**
 * The parameters of a query in order, decoded: `+` is a space. A name that cannot be decoded stays as it is;
 * `undefined` when a value cannot.
 */
export function queryPairs(query: string): [name: string, value: string][] | undefined {
  const pairs: [string, string][] = [];
  for (const piece of query.split("&")) {
    const [name = "", ...rest] = piece.split("=");
    const value = decoded(rest.join("="));
    if (value === undefined) return undefined;
    pairs.push([decoded(name) ?? name, value]);
  }
  return pairs;
}

function decoded(text: string): string | undefined {
  return unescaped(text.replaceAll("+", " "));
}

/** A percent-encoded text as what it stands for; `undefined` when an escape is malformed or not UTF-8. */
export function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
