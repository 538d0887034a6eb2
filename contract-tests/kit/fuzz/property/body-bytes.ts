import fc, { type Arbitrary } from "fast-check";
import { ANYTHING } from "../../../../spec/interchange/expectation.ts";
import type { FuzzProperty } from "./probe.ts";
import { soundDraft } from "./valid-data.ts";

/** Whatever bytes a body has, the server answers, and not with an error of its own. */
export const bodyBytes: FuzzProperty = {
  id: "bytes",
  leftOut: ({ operation }) => (operation.body === undefined ? "it takes no body" : undefined),
  probes: (context) =>
    fc.tuple(context.space.drafts, fc.array(change, { minLength: 1, maxLength: 4 })).map(([draft, changes]) => () => {
      const { space, encode } = context;
      const { operation, base } = space;
      const sound = soundDraft(draft, context);
      const template = sound?.template.body ? sound.template : base;
      const encoded = encode(template);
      if (!encoded) return undefined;
      const bytes = changes.reduce((current, each) => each(current), encoded.bytes);
      return {
        template: {
          ...template,
          body: { kind: "raw", contentType: encoded.contentType, value: { $bytes: base64(bytes) } },
        },
        tests: { keyword: "fuzz", pointer: operation.body?.pointer ?? operation.pointer },
        expect: ANYTHING,
        mayBeTaken: true,
      };
    }),
};

type Change = (bytes: Uint8Array) => Uint8Array;

/** Pieces that parsers stumble over: framing, nesting, broken UTF-8, numbers without end. */
const PIECES = [
  "\0",
  "\r\n",
  "\n",
  "\r\n\r\n",
  "--",
  '"',
  "\\",
  "\\u",
  "\\ud800",
  "{",
  "[",
  "[".repeat(2_000),
  '{"a":'.repeat(500),
  "]",
  "}",
  ",",
  ":",
  "1e999",
  "-",
  "\u{feff}",
  "=",
  "&",
  "%",
  "%00",
  "%zz",
  ";",
  "Content-Disposition: form-data",
  "name=",
  "__proto__",
].map((text) => new TextEncoder().encode(text));

const BROKEN = [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98], [0x80], [0xc0, 0xaf], [0xfe, 0xff]].map(
  (bytes) => Uint8Array.from(bytes),
);

/** A place is a share of the length, so that it means the same in a shorter body. */
const place = fc.integer({ min: 0, max: 1_000 });

const change: Arbitrary<Change> = fc.oneof(
  place.map(
    (at): Change =>
      (bytes) =>
        bytes.slice(0, index(bytes, at)),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 16 })).map(
    ([at, count]): Change =>
      (bytes) =>
        spliced(bytes, at, count, []),
  ),
  fc.tuple(place, fc.nat(255)).map(
    ([at, byte]): Change =>
      (bytes) =>
        spliced(bytes, at, 1, [byte]),
  ),
  fc.tuple(place, fc.nat(7)).map(
    ([at, bit]): Change =>
      (bytes) =>
        spliced(bytes, at, 1, [(bytes[index(bytes, at)] ?? 0) ^ (1 << bit)]),
  ),
  fc.tuple(place, fc.constantFrom(...PIECES, ...BROKEN)).map(
    ([at, piece]): Change =>
      (bytes) =>
        spliced(bytes, at, 0, piece),
  ),
  fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 8 })).map(
    ([at, piece]): Change =>
      (bytes) =>
        spliced(bytes, at, 0, piece),
  ),
  fc.tuple(place, place).map(
    ([from, to]): Change =>
      (bytes) =>
        spliced(bytes, from, 0, bytes.slice(...sorted(index(bytes, from), index(bytes, to)))),
  ),
);

function sorted(one: number, other: number): [number, number] {
  return one < other ? [one, other] : [other, one];
}

function index(bytes: Uint8Array, share: number): number {
  return Math.floor((bytes.length * share) / 1_000);
}

function spliced(bytes: Uint8Array, share: number, removed: number, inserted: Iterable<number>): Uint8Array {
  const at = index(bytes, share);
  return Uint8Array.from([...bytes.subarray(0, at), ...inserted, ...bytes.subarray(at + removed)]);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
