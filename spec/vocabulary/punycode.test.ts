import { domainToASCII } from "node:url";
import fc from "fast-check";
import { expect, it } from "vitest";
import { decodePunycode, encodePunycode } from "./punycode.ts";

// Lower-case letters that Unicode's mapping leaves alone, so that the platform's encoder is an oracle.
const letter = fc.oneof(
  fc.integer({ min: 0x61, max: 0x7a }),
  fc.integer({ min: 0x4e00, max: 0x9fa5 }),
  fc.integer({ min: 0x430, max: 0x44f }),
  fc.integer({ min: 0x20000, max: 0x2a6d6 }),
);
const label = fc
  .array(letter, { minLength: 1, maxLength: 12 })
  .map((points) => String.fromCodePoint(...points, 0x4e00));

it("encodes as the platform does, and decodes what it encodes", () => {
  fc.assert(
    fc.property(label, (text) => {
      const encoded = encodePunycode(text);
      expect(`xn--${encoded}`).toBe(domainToASCII(text));
      expect(decodePunycode(encoded)).toBe(text);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

it.each(["a!", "é", "99999999999999999999", "a-9999999999", "-é", "zzzzzzzz"])("reads no label from %j", (text) => {
  expect(decodePunycode(text)).toBeUndefined();
});

it("keeps plain letters in front", () => {
  expect(encodePunycode("bücher")).toBe("bcher-kva");
  expect(encodePunycode("ü")).toBe("tda");
  expect(encodePunycode("abc")).toBe("abc-");
  expect(decodePunycode("BCHER-KVA")).toBe("BüCHER");
  expect(decodePunycode("")).toBe("");
});
