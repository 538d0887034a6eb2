import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { edgeWords } from "../../../spec/patterns/edge-words.ts";
import { contentTexts } from "../../../spec/vocabulary/content.ts";
import { formatCorpora } from "../../../spec/vocabulary/format-corpora.ts";
import { isFormatName } from "../../../spec/vocabulary/format-table.ts";
import { formatText } from "../../../spec/vocabulary/format-text.ts";
import { keywordValues, type Site } from "../site.ts";
import { siteLanguage } from "../site-language.ts";

const FORMAT_SAMPLES: Record<string, JsonTemplate[]> = {
  "date-time": [{ $text: [{ instant: "now+PT1H" }] }],
  date: ["2026-01-31"],
  time: ["09:00:00Z"],
  duration: ["PT1H"],
  email: ["person@example.com", "a@b.co"],
  "idn-email": ["person@example.com"],
  hostname: ["example.com"],
  "idn-hostname": ["example.com"],
  ipv4: ["192.0.2.1"],
  ipv6: ["2001:db8::1"],
  uri: ["https://example.com/", "urn:a"],
  "uri-reference": ["/example"],
  iri: ["https://example.com/"],
  "iri-reference": ["/example"],
  "uri-template": ["/{example}"],
  uuid: ["5f0c2f7e-8c1a-4b57-9d0e-3a6b1c2d4e5f"],
  "json-pointer": ["/example"],
  "relative-json-pointer": ["0"],
  regex: ["^example$"],
  byte: ["ZXhhbXBsZQ=="],
  base64url: ["ZXhhbXBsZQ"],
  char: ["e"],
  "http-date": ["Sat, 31 Jan 2026 09:00:00 GMT"],
};

/** Longer texts are written as an expression. */
const MAX_PLAIN = 64;

/** Longer texts are not sent, as in `keywords/length.ts`. */
const MAX_LENGTH = 1_000_000;

/** Words of a pattern that are looked at. */
const MAX_WORDS = 200;

/** Texts that a site probably accepts, the likeliest first. */
export function* strings(site: Site): Generator<JsonTemplate> {
  for (const { schema } of site.nodes) yield* contentTexts(schema);
  const formats = keywordValues<string>(site, "format");
  for (const format of formats) yield* FORMAT_SAMPLES[format] ?? corpusOf(format);
  const least = Math.max(0, ...keywordValues<number>(site, "minLength"));
  const most = Math.min(Number.POSITIVE_INFINITY, ...keywordValues<number>(site, "maxLength"));
  if (keywordValues(site, "pattern").length > 0) {
    const language = siteLanguage(site);
    if (!("reason" in language))
      yield* edgeWords(language, MAX_WORDS)
        .sort((a, b) => b.length - a.length)
        .slice(0, 24);
  }
  const length = Math.max(1, least);
  if (length > MAX_LENGTH) return;
  // The shortest of a format with lengths of its own, or one that may not be longer.
  for (const format of formats) {
    for (const size of [length, most]) {
      const text = size <= MAX_PLAIN ? formatText(format, size) : undefined;
      if (text !== undefined) yield text;
    }
  }
  yield length <= 12
    ? "example".padEnd(length, "e").slice(0, Number.isFinite(most) ? most : 12)
    : length <= MAX_PLAIN
      ? "e".repeat(length)
      : { $text: [{ repeat: "e", times: length }] };
  for (let count = 1; count <= 8; count++)
    yield `example${count}`.padEnd(Math.min(length, MAX_PLAIN), "e").slice(0, Number.isFinite(most) ? most : 12);
  yield* ["a", "b", "1", "0", "A", ""];
}

function corpusOf(format: string): string[] {
  const { valid = [] } = isFormatName(format) ? (formatCorpora[format] ?? {}) : {};
  return valid.filter((value) => typeof value === "string" && value !== "").slice(0, 3) as string[];
}
