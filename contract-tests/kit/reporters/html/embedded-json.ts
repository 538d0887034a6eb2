/**
 * A value as JSON that can stand in a `script` element, whatever texts are in it: no character is left
 * that ends the element or begins a comment in it (HTML, section 4.12.1.3), nor one that ends a line in
 * older JavaScript.
 */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
