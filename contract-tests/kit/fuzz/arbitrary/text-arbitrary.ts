import fc, { type Arbitrary } from "fast-check";
import { isJsonObject, type Json, type JsonObject } from "../../../../spec/interchange/json.ts";
import { textMatcher } from "../../../../spec/patterns/text-matcher.ts";
import { contentTexts, describesContent, encodedBytes, isContent } from "../../../../spec/vocabulary/content.ts";
import { formatText, isOfFormat } from "./format-text.ts";
import { patternWord } from "./pattern-word.ts";
import { plainText } from "./plain-text.ts";
import { preferring } from "./preferring.ts";
import { argumentsOf, greatest, least, type Nodes } from "./schema-nodes.ts";

/** Texts of the length, the patterns and the formats that a schema asks for, and without those that it forbids. */
export function textArbitrary(nodes: Nodes): Arbitrary<string> {
  const minLength = greatest(nodes, "minLength") ?? 0;
  const maxLength = least(nodes, "maxLength");
  const patterns = argumentsOf<string>(nodes, "pattern");
  const forbidden = argumentsOf<Json>(nodes, "not").flatMap(patternAlone);
  const formats = argumentsOf<string>(nodes, "format");
  const expressions = patterns.map(textMatcher);
  const wrong = forbidden.map(textMatcher);
  const isLong = maxLength !== undefined && maxLength > LONGEST;
  const longest = isLong ? Math.max(minLength, LONGEST) : maxLength;
  const constraints = {
    matching: patterns,
    notMatching: forbidden,
    minLength,
    ...(longest !== undefined && { maxLength: longest }),
  };
  const made = [
    ...formats.flatMap((name) => formatText(name) ?? []),
    ...(patterns.length + forbidden.length > 0 ? [patternWord(constraints) ?? []].flat() : []),
  ];
  // Where a pattern is loose, ordinary texts fit it too, and are more telling than those of its automaton.
  const isPlain = (formats.length === 0 || made.length === 0) && !nodes.some(describesContent);
  made.push(...nodes.filter(describesContent).map((node) => contentText(node, longest)));
  const sources = isPlain ? [...made, plainText(minLength, longest)] : made;
  return preferring(fc.oneof({ withCrossShrink: true }, ...sources), (text) => {
    const length = characters(text);
    return (
      length >= minLength &&
      (maxLength === undefined || length <= maxLength) &&
      expressions.every((expression) => expression.test(text)) &&
      !wrong.some((expression) => expression.test(text)) &&
      formats.every((name) => isOfFormat(name, text)) &&
      nodes.every((node) => isContent(node, text))
    );
  });
}

/** Bytes or documents as a text that every reader decodes. */
function contentText(node: JsonObject, longest = LONGEST): Arbitrary<string> {
  const texts = contentTexts(node);
  // Three bytes are four characters, without padding.
  const most = Math.floor(Math.min(longest, 400) / 4);
  const bytes = fc
    .array(fc.tuple(BYTE, BYTE, BYTE), { maxLength: most })
    .map((triples) => encodedBytes(node["contentEncoding"], Uint8Array.from(triples.flat())) ?? "");
  const isFree = isContent(node, encodedBytes(node["contentEncoding"], Uint8Array.of(0, 0, 0)) ?? "");
  return texts.length > 0 && !isFree
    ? fc.constantFrom(...texts)
    : fc.oneof({ withCrossShrink: true }, ...(texts.length > 0 ? [fc.constantFrom(...texts)] : []), bytes);
}

const BYTE = fc.integer({ min: 0, max: 255 });

/** Longer texts are not made: they would say no more, and cost much. */
const LONGEST = 20_000;

/** The pattern that a `not` forbids, if that is all that it says. */
function patternAlone(inner: Json): string[] {
  if (!isJsonObject(inner) || typeof inner["pattern"] !== "string") return [];
  const others = Object.keys(inner).filter((keyword) => keyword !== "pattern" && keyword !== "type");
  return others.length === 0 ? [inner["pattern"]] : [];
}

/** Code points, as JSON Schema counts them. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
