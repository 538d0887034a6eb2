/** What fresh texts may be made of, by name. */
export const FRESH_ALPHABETS = {
  alphanumeric: "0123456789abcdefghijklmnopqrstuvwxyz",
  hex: "0123456789abcdef",
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  digits: "0123456789",
} as const;

/** The characters of a fresh text. */
export type FreshAlphabet = keyof typeof FRESH_ALPHABETS;
