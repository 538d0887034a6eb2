/** The parameters of a query in order, decoded: `+` is a space. `undefined` when an escape is malformed. */
export function queryPairs(query: string): [name: string, value: string][] | undefined {
  const pairs: [string, string][] = [];
  for (const piece of query.split("&")) {
    if (piece === "") continue;
    const mark = piece.indexOf("=");
    const name = decoded(mark < 0 ? piece : piece.slice(0, mark));
    const value = decoded(mark < 0 ? "" : piece.slice(mark + 1));
    if (name === undefined || value === undefined) return undefined;
    pairs.push([name, value]);
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
