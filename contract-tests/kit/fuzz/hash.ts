/** A number from 0 to 2^32 - 1 that a number and a text decide: FNV-1a with a final mix, evenly spread. */
export function hash(salt: number, text: string): number {
  let state = Math.imul(salt ^ 0x811c9dc5, 0x01000193);
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
