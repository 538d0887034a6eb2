/** How many characters a text has, as JSON Schema counts: Unicode code points. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Whether a text is the path parameter `account_id`. */
export function isAccountId(text: string): boolean {
  return codePoints(text) <= 32;
}

/** Whether a text is the path parameter `image_id`. */
export function isImageId(text: string): boolean {
  return codePoints(text) <= 1024;
}

/** Whether a custom id is long enough and not too long. */
export function isIdLength(text: string): boolean {
  const length = codePoints(text);
  return length >= 1 && length <= 1024;
}

/** Whether a custom id neither starts nor ends with a slash. */
export function isIdShape(text: string): boolean {
  return !text.startsWith("/") && !text.endsWith("/");
}

/** Whether a text is a UUID, which a custom id must not be. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
