import { type Credentials, type Secret, secretName, withPassword } from "./credentials.ts";
import type { Header } from "./wire-message.ts";

/** Shorter ones would be found by chance; they are hidden where they are presented, see `hiddenRequest`. */
const SHORTEST = 6;

/** Header fields that a person gives and no report may show, whatever the document says of them. */
const SENSITIVE = /^(?:proxy-)?authorization$|^cookie$|token|secret|password|passwd|credential|auth-?key|api-?key/i;

/** The secrets in header fields that a person has given. */
export function secretHeaders(headers: readonly Header[]): Secret[] {
  return headers
    .filter(([name]) => SENSITIVE.test(name))
    .map(([name, value]) => ({
      ...{ name: name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_"), value },
      at: { in: "header", name },
    }));
}

/**
 * Every secret of a run. A server may show any of them in any answer, also in those to requests that
 * did not present it. Of `user:password`, the password is one by itself.
 */
export function runSecrets(credentials: Credentials, headers: readonly Header[]): Secret[] {
  const given = Object.entries(credentials).map(([scheme, value]) => ({ name: secretName(scheme), value }));
  const sent = secretHeaders(headers).flatMap(({ name, value }) => [
    { name, value },
    { name, value: value.replace(/^[A-Za-z]+ +/, "") },
  ]);
  return [...given, ...sent].flatMap(withPassword);
}

/** Replaces secrets by `$NAME`. */
export interface Mask {
  text(text: string): string;
  /** Every text in a plain value: members and items, not the names of members. */
  all<T>(value: T): T;
  /** The UTF-8 form of secrets in bytes that are no text. */
  bytes(bytes: Uint8Array): Uint8Array;
}

/**
 * Makes a mask. It finds a secret as it is, percent-encoded, escaped for JSON, HTML or XML, in base64
 * alone or within a longer text, and in any letter case, as a server may echo it in any of them.
 */
export function maskOf(secrets: readonly Secret[]): Mask {
  const text = replacing(secrets);
  const raw = replacing(
    secrets.map(({ name, value }) => ({ name, value: Buffer.from(value, "utf8").toString("latin1") })),
  );
  const all = <T>(value: T): T => {
    if (typeof value === "string") return text(value) as T;
    if (Array.isArray(value)) return value.map(all) as T;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, all(member)])) as T;
  };
  return { text, all, bytes: (bytes) => Buffer.from(raw(Buffer.from(bytes).toString("latin1")), "latin1") };
}

function replacing(secrets: readonly Secret[]): (text: string) => string {
  const longestFirst = new Map(
    secrets
      .filter(({ value }) => value.length >= SHORTEST)
      .toSorted((one, other) => other.value.length - one.value.length)
      .map(({ name, value }) => [value, name]),
  );
  const patterns = [...longestFirst].map(([value, name]) => ({
    name,
    pattern: new RegExp(formsOf(value).join("|"), "giu"),
  }));
  return (text) => patterns.reduce((masked, { name, pattern }) => masked.replaceAll(pattern, () => `$${name}`), text);
}

function formsOf(value: string): string[] {
  return [[...value].map(formsOfCharacter).join(""), ...base64Forms(value)];
}

const ENTITIES: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

/** One character, as it is or in an escape; a text may mix them. */
function formsOfCharacter(character: string): string {
  const units = character.split("").map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"));
  const code = character.codePointAt(0) ?? 0;
  const forms = [
    literal(character),
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
    units.map((unit) => `\\\\u${unit}`).join(""),
    `&#0*${code};`,
    `&#x0*${code.toString(16)};`,
  ];
  if (character === " ") forms.push("\\+");
  if ('"\\/'.includes(character)) forms.push(`\\\\${literal(character)}`);
  const entity = ENTITIES[character];
  return `(?:${[...forms, ...(entity === undefined ? [] : [`&${entity};`])].join("|")})`;
}

/** In base64 a text has three forms, by where in a group of three bytes it starts; their ends belong to its neighbours. */
function base64Forms(value: string): string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    const inner = text.slice(Math.ceil((before * 8) / 6), whole);
    const pattern = inner.replaceAll(/[+/]/g, (sign) => (sign === "+" ? "(?:[+-]|%2b)" : "(?:[/_]|%2f)"));
    return inner.length >= SHORTEST ? [`${pattern}[\\w+/-]?(?:=|%3d){0,2}`] : [];
  });
}

/** A text in a regular expression with the `u` flag. */
function literal(text: string): string {
  return [...text].map((character) => `\\u{${character.codePointAt(0)?.toString(16)}}`).join("");
}
