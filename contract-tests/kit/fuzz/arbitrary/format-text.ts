import fc, { type Arbitrary } from "fast-check";
import { type FormatName, formatTypes } from "../../../../spec/vocabulary/format-table.ts";
import * as formats from "../../../../spec/vocabulary/formats.ts";
import { anyCharacter } from "./any-character.ts";
import { dateText, dateTimeText, durationText, httpDateText, timeText } from "./instant-text.ts";

/** Texts of a format; `undefined` for one that says nothing about what a text looks like. */
export function formatText(name: string): Arbitrary<string> | undefined {
  return Object.hasOwn(TEXTS, name) ? TEXTS[name] : undefined;
}

/** Whether a text is one of the format; any is of a format that is not checked. */
export function isOfFormat(name: string, text: string): boolean {
  if (!Object.hasOwn(formatTypes, name) || formatTypes[name as FormatName] !== "string") return true;
  return checks.get(name)?.(text) ?? true;
}

const checks = new Map(Object.entries(formats) as [string, (text: string) => boolean][]);

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/);
const foreign = fc.constantFrom("é", "ß", "中文", "жук", "дом", "ñandú");
const segment = fc.oneof(word, fc.constantFrom("a%20b", "%C3%A9", "a.b", "a-b_c~d", "a;b=c", "a@b", "a+b", "%2F"));
const path = fc.array(segment, { maxLength: 3 }).map((segments) => segments.map((each) => `/${each}`).join(""));
const tail = fc.constantFrom("", "?", "?a=b&c=d", "#part", "?q=%26#x");
const host = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 4 }).map((labels) => labels.join(".")),
  fc.domain(),
  fc.constantFrom("localhost", "xn--nxasmq6b.example", "a-b.example"),
);
const uri = fc.oneof(
  fc.tuple(fc.constantFrom("https", "http", "ftp"), host, fc.constantFrom("", ":8080"), path, tail).map((parts) => {
    const [scheme, name, port, segments, rest] = parts;
    return `${scheme}://${name}${port}${segments}${rest}`;
  }),
  fc.constantFrom(
    "urn:example:a:b",
    "mailto:a@example.com",
    "https://user@example.com/",
    "http://[2001:db8::1]/",
    "tel:+1-816-555-1212",
  ),
);
const reference = fc.oneof(
  uri,
  path,
  fc.tuple(path, tail).map(([segments, rest]) => `${segments}${rest}`),
  fc.constantFrom("", "#", "?", "..", "./a", "//example.com/a"),
);
const inOther = (texts: Arbitrary<string>) =>
  fc.oneof(
    texts,
    fc.tuple(texts, foreign).map(([text, more]) => (/[?#]/.test(text) ? text : `${text}/${more}`)),
  );
const pointer = fc
  .array(fc.oneof(word, fc.constantFrom("", "0", "a~1b", "m~0n", "é", "a b", "😀")), { maxLength: 4 })
  .map((tokens) => tokens.map((token) => `/${token}`).join(""));
const email = fc.oneof(
  fc
    .tuple(fc.stringMatching(/^[a-z0-9]{1,12}([.+_-][a-z0-9]{1,6})?$/), host)
    .map(([local, name]) => `${local}@${name}`),
  fc.constantFrom("a@b.example", "A.B@EXAMPLE.COM", "o'neil@example.com", "a!#$%&*/=?^_`{|}~@example.com"),
);

/** Uncommon spellings are among them: they are what a server forgets. The judge refuses what is none. */
const TEXTS: Readonly<Record<string, Arbitrary<string>>> = {
  "date-time": dateTimeText,
  date: dateText,
  time: timeText,
  "http-date": httpDateText,
  duration: durationText,
  email,
  "idn-email": fc.oneof(
    email,
    foreign.map((name) => `${name}@example.com`),
  ),
  hostname: host,
  "idn-hostname": fc.oneof(
    host,
    foreign.map((name) => `${name}.example`),
  ),
  ipv4: fc.ipV4(),
  ipv6: fc.oneof(fc.ipV6(), fc.constantFrom("::", "::1", "2001:db8::1", "::ffff:192.0.2.1")),
  uri,
  "uri-reference": reference,
  iri: inOther(uri),
  "iri-reference": inOther(reference),
  "uri-template": fc.oneof(uri, fc.constantFrom("/{a}", "/a{?b,c}", "{+path}/x", "/{a*}", "/{a:3}")),
  uuid: fc.oneof(
    fc.uuid(),
    fc.uuid().map((text) => text.toUpperCase()),
    fc.constantFrom("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
  ),
  "json-pointer": pointer,
  "relative-json-pointer": fc
    .tuple(fc.nat(20), fc.oneof(pointer, fc.constant("#")))
    .map(([up, rest]) => `${up}${rest}`),
  regex: fc.constantFrom("", "^a+$", "[a-z]", "\\p{L}", "(?<n>a)\\k<n>", "a|b", "(?=a)"),
  byte: fc.base64String(),
  base64url: fc.base64String().map((text) => text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")),
  char: anyCharacter,
};
