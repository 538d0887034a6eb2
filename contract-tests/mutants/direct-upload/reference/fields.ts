/** Metadata as a JSON object; `undefined` when the text is none. */
export function metadataOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether metadata are small enough: their JSON in UTF-8. */
export function isMetadataSize(value: Record<string, unknown>): boolean {
  return Buffer.byteLength(JSON.stringify(value)) <= 1024;
}

/** A boolean as a form writes it; `undefined` for any other text. */
export function booleanOf(text: string): boolean | undefined {
  return text === "true" ? true : text === "false" ? false : undefined;
}

/** Whether a private image is asked for under a custom id, which is not possible. */
export function isPrivateCustom(id: string | undefined, requireSignedURLs: boolean | undefined): boolean {
  return id !== undefined && requireSignedURLs === true;
}

/** How many images a page has; `undefined` when the text is no integer in bounds. */
export function perPageOf(text: string): number | undefined {
  if (!/^[1-9]\d*$/.test(text)) return undefined;
  const value = Number(text);
  return value >= 10 && value <= 10_000 ? value : undefined;
}

/** Whether a text is an order of the list. */
export function isSortOrder(text: string): boolean {
  return text === "asc" || text === "desc";
}
