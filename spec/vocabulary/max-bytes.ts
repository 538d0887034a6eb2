import { _ } from "ajv";
import type { Arbitrary } from "fast-check";
import type { Segment } from "../interchange/expression.ts";
import type { Json } from "../interchange/json.ts";
import type { JsonType } from "../interchange/schema-types.ts";
import { type Boundary, declaredTypes, type Keyword, runtimeFunction } from "./keyword.ts";
import { utf8Length, withinBytes } from "./runtime.ts";

/** The shortest value of each type. */
const SHORTEST: Record<JsonType, Json> = {
  string: "",
  integer: 0,
  number: 0,
  array: [],
  object: {},
  null: null,
  boolean: true,
};

const TYPES = Object.keys(SHORTEST) as JsonType[];

/**
 * `x-maxBytes`: the most bytes that a value may take in UTF-8, inclusive: a string as it is, any
 * other value as compact JSON (no blanks, RFC 8259). A lone surrogate in a string counts 3 bytes.
 */
export const maxBytes: Keyword<number> = {
  name: "x-maxBytes",
  types: TYPES,
  argument: { type: "integer", minimum: 0 },
  refuse(argument, schema) {
    if (typeof argument !== "number" || !Number.isSafeInteger(argument) || argument < 0) {
      return `${JSON.stringify(argument)} is no number of bytes; write an integer from 0 on`;
    }
    const declared = declaredTypes(schema) ?? new Set(TYPES);
    const types = TYPES.filter((type) => declared.has(type));
    const least = Math.min(...types.map((type) => bytesOf(SHORTEST[type])));
    if (argument >= least || types.length === 0) return undefined;
    return `no ${types.join(" or ")} fits into ${argument} bytes; raise it to ${least} at least`;
  },
  code(cxt) {
    cxt.pass(_`${runtimeFunction(cxt.gen, "withinBytes")}(${cxt.data}, ${cxt.schema as number})`);
  },
  holds: (value, argument) => withinBytes(value, argument),
  boundaries(argument, types) {
    const all = [
      ...(types.has("string") ? boundariesIn(TEXT, argument) : []),
      ...(types.has("object") ? boundariesIn(OBJECT, argument) : []),
      ...(types.has("array") ? boundariesIn(ARRAY, argument) : []),
    ];
    const kinds = ["string", "object", "array"] as const;
    const isMixed = kinds.filter((type) => types.has(type)).length > 1;
    return all.map(({ kind, ...boundary }) =>
      isMixed ? { ...boundary, label: `${kind}, ${boundary.label}` } : boundary,
    );
  },
  arbitrary(fc, argument, types) {
    const fitting = TYPES.filter((type) => types.has(type) && withinBytes(SHORTEST[type], argument));
    if (fitting.length === 0) throw new Error(`x-maxBytes: no ${[...types].join(" or ")} fits into ${argument} bytes`);
    const text = fc.string({ unit: "binary", maxLength: Math.min(argument, 2048) });
    const made: Record<JsonType, Arbitrary<Json>> = {
      string: text,
      integer: fc.integer(),
      number: fc.double({ noNaN: true, noDefaultInfinity: true }),
      array: fc.array(fc.jsonValue({ maxDepth: 1 }) as Arbitrary<Json>),
      object: fc.dictionary(fc.string({ unit: "binary", minLength: 1, maxLength: 20 }), text, {
        maxKeys: 5,
        noNullPrototype: true,
      }),
      null: fc.constant(null),
      boolean: fc.boolean(),
    };
    return fc.oneof(...fitting.map((type) => made[type].map((value) => shorten(value, type, argument))));
  },
  describe(argument, types) {
    const form = types === undefined || types.has("string") ? "" : " as JSON";
    return `at most ${argument} bytes${form} in UTF-8`;
  },
};

/** A kind of value that can be given any length. */
interface Container {
  kind: "string" | "object" | "array";
  /** Bytes around the text. */
  frame: number;
  wrap(text: Segment[]): Boundary["value"];
  units: readonly Unit[];
}

/** A character, and the bytes that it takes in the container. */
interface Unit {
  text: string;
  bytes: number;
  label: string;
}

const UNITS: readonly Unit[] = [
  { text: "a", bytes: 1, label: "ASCII" },
  { text: "é", bytes: 2, label: "two-byte characters" },
  { text: "中", bytes: 3, label: "three-byte characters" },
  { text: "😀", bytes: 4, label: "four-byte characters" },
];

const JSON_UNITS: readonly Unit[] = [...UNITS, { text: '"', bytes: 2, label: "escaped characters" }];

const TEXT: Container = { kind: "string", frame: 0, wrap: ($text) => ({ $text }), units: UNITS };

const OBJECT: Container = {
  kind: "object",
  frame: utf8Length('{"key":""}'),
  wrap: ($text) => ({ key: { $text } }),
  units: JSON_UNITS,
};

const ARRAY: Container = { kind: "array", frame: utf8Length('[""]'), wrap: ($text) => [{ $text }], units: JSON_UNITS };

type KindBoundary = Boundary & { kind: Container["kind"] };

function boundariesIn(container: Container, limit: number): KindBoundary[] {
  return [...filled(container, limit, limit), ...filled(container, limit + 1, limit), ...small(container, limit)];
}

function filled({ kind, frame, wrap, units }: Container, bytes: number, limit: number): KindBoundary[] {
  const room = bytes - frame;
  return units
    .filter((unit) => room >= (unit.bytes === 1 ? 0 : unit.bytes))
    .map((unit) => ({
      kind,
      label: `${bytes} bytes, ${unit.label}`,
      valid: bytes <= limit,
      value: wrap(fill(unit, room)),
    }));
}

/** The nearest values where the limit leaves no room for a text. */
function small({ kind, frame, wrap }: Container, limit: number): KindBoundary[] {
  const found: KindBoundary[] = [];
  if (limit >= 2 && limit < frame) found.push({ kind, label: "2 bytes, empty", valid: true, value: SHORTEST[kind] });
  if (limit + 1 < frame) found.push({ kind, label: `${frame} bytes, empty text`, valid: false, value: wrap([]) });
  return found;
}

/** A text of so many bytes, as much of it as possible in one character. */
function fill(unit: Unit, bytes: number): Segment[] {
  const times = Math.floor(bytes / unit.bytes);
  const rest = bytes - times * unit.bytes;
  return [...(times > 0 ? [{ repeat: unit.text, times }] : []), ...(rest > 0 ? ["a".repeat(rest)] : [])];
}

function bytesOf(value: Json): number {
  return utf8Length(typeof value === "string" ? value : JSON.stringify(value));
}

/** Takes away from the end of a value until it fits; the shortest value of its type fits. */
function shorten(value: Json, type: JsonType, limit: number): Json {
  if (withinBytes(value, limit)) return value;
  if (typeof value === "string") return shorten([...value].slice(0, -1).join(""), type, limit);
  if (Array.isArray(value)) return shorten(value.slice(0, -1), type, limit);
  if (type === "object") return shorten(Object.fromEntries(Object.entries(value as object).slice(0, -1)), type, limit);
  return SHORTEST[type];
}
