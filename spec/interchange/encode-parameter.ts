import type { WirePair, WireValue } from "./case.ts";
import type { Parameter } from "./contract.ts";
import { isTextExpression, type JsonTemplate, type Segment, type Text } from "./expression.ts";
import { isJsonMediaType } from "./media-type.ts";
import { isObjectTemplate, toJsonText, toText } from "./template.ts";

/** Why a value has no form in which it can travel. */
export interface Untravelled {
  reason: string;
}

/**
 * Serialises the value of a parameter by its style (OpenAPI 3.1.1, sections 4.8.12.3 and 4.8.12.4).
 * Items and members are percent-encoded, delimiters travel as they are.
 *
 * @returns names and values as a query has them: several for an exploded array or object, none for an
 * empty one; of the other places one at most, but for the members of an exploded object in a cookie
 */
export function encodeParameter(parameter: Parameter, value: JsonTemplate): WirePair[] | Untravelled {
  const { name, contentType } = parameter;
  if (contentType !== undefined) {
    return [{ name, value: isJsonMediaType(contentType) ? toJsonText(value) : toText(value) }];
  }
  if (Array.isArray(value)) return encodeArray(parameter, value);
  if (isObjectTemplate(value)) return encodeObject(parameter, Object.entries(value));
  return [{ name, value: prefixed(parameter, [toText(value)], true) }];
}

const NESTED = "no style says how values within values travel (OpenAPI 3.1.1, section 4.8.12.3)";

function encodeArray(parameter: Parameter, items: JsonTemplate[]): WirePair[] | Untravelled {
  const { name, style, explode } = parameter;
  if (items.some(isNested)) return { reason: NESTED };
  if (style === "deepObject") return { reason: "deepObject is for objects only" };
  const texts = items.map(toText);
  if (items.length === 0) return empty(parameter);
  if (explode && isPairStyle(style)) {
    if (parameter.in === "cookie" && texts.length > 1) {
      return { reason: "a cookie of several values has no form that servers agree on (OpenAPI 3.1.1, appendix D)" };
    }
    return texts.map((text) => ({ name, value: text }));
  }
  if (texts.length === 1 && texts[0] === "")
    return { reason: "an array of one empty text travels as an empty array does" };
  const delimiter = delimiterOf(parameter);
  if (texts.some((text) => hidesIn(parameter, text, delimiter))) return { reason: ambiguous(delimiter) };
  if (style === "matrix" && explode) {
    const pieces = texts.flatMap((text): Piece[] => [{ raw: `;${name}=` }, text]);
    return [{ name, value: wire(parameter, pieces) }];
  }
  return [{ name, value: prefixed(parameter, joined(texts, delimiter), false) }];
}

function encodeObject(parameter: Parameter, members: [string, JsonTemplate][]): WirePair[] | Untravelled {
  const { name, style, explode } = parameter;
  if (members.some(([, member]) => isNested(member))) return { reason: NESTED };
  if (members.length === 0) return empty(parameter);
  if (style === "deepObject") {
    if (members.some(([key]) => /[[\]]/.test(key))) return { reason: ambiguous("[") };
    return members.map(([key, member]) => ({ name: `${name}[${key}]`, value: toText(member) }));
  }
  if (explode && style.endsWith("Delimited")) return { reason: `${style} says nothing of exploded objects` };
  if (explode && style === "form") return members.map(([key, member]) => ({ name: key, value: toText(member) }));
  const delimiter = delimiterOf(parameter);
  const texts = members.flatMap(([key, member]) => [key, toText(member)]);
  if (texts.some((text) => hidesIn(parameter, text, delimiter))) return { reason: ambiguous(delimiter) };
  if (!explode) return [{ name, value: prefixed(parameter, joined(texts, delimiter), false) }];
  if (parameter.in === "header" && members.some(([key]) => key.includes("="))) return { reason: ambiguous("=") };
  const pieces = members.map(([key, member]): Piece[] => [key, { raw: "=" }, toText(member)]);
  if (style === "matrix")
    return [
      {
        name,
        value: wire(
          parameter,
          pieces.flatMap((piece) => [{ raw: ";" }, ...piece]),
        ),
      },
    ];
  const separated = pieces.flatMap((piece, index) => (index === 0 ? piece : [{ raw: delimiter }, ...piece]));
  return [{ name, value: prefixed(parameter, separated, false) }];
}

/** What has no items is left out (RFC 6570, section 2.3): an empty text could as well be one empty item. */
function empty(parameter: Parameter): WirePair[] | Untravelled {
  return parameter.in === "path" ? { reason: "an array or object without items is left out, and a path cannot" } : [];
}

type Piece = Text | { raw: string };

function isNested(value: JsonTemplate): boolean {
  return Array.isArray(value) || isObjectTemplate(value);
}

/** The styles that write an exploded array as several pairs. */
function isPairStyle(style: string): boolean {
  return style === "form" || style === "spaceDelimited" || style === "pipeDelimited";
}

function delimiterOf({ style, explode }: Parameter): string {
  if (style === "spaceDelimited") return "%20";
  if (style === "pipeDelimited") return "%7C";
  return style === "label" && explode ? "." : ",";
}

function ambiguous(delimiter: string): string {
  return `nothing tells a ${decodeURIComponent(delimiter)} within a value from the one between two`;
}

/** Whether a text holds the delimiter in a form that a reader cannot tell from the delimiter. */
function hidesIn(parameter: Parameter, text: Text, delimiter: string): boolean {
  // Percent-encoding hides a comma; not in a header field, which has none, and not a dot, which needs none.
  if (parameter.in !== "header" && delimiter === ",") return false;
  const literal = decodeURIComponent(delimiter);
  const segments: Segment[] = isTextExpression(text) ? text.$text : [text];
  const isHidden = (part: string) => part.includes(literal) || (parameter.in === "header" && part !== part.trim());
  return segments.some((segment) => {
    if (typeof segment === "string") return isHidden(segment);
    if ("repeat" in segment) return isHidden(segment.repeat);
    return "instant" in segment && literal === ".";
  });
}

function joined(texts: Text[], delimiter: string): Piece[] {
  return texts.flatMap((text, index): Piece[] => (index === 0 ? [text] : [{ raw: delimiter }, text]));
}

function prefixed(parameter: Parameter, pieces: Piece[], isPrimitive: boolean): WireValue {
  const { style, name } = parameter;
  if (style === "label") return wire(parameter, [{ raw: "." }, ...pieces]);
  if (style === "matrix") return wire(parameter, [{ raw: `;${name}=` }, ...pieces]);
  return isPrimitive ? (pieces[0] as Text) : wire(parameter, pieces);
}

function wire(parameter: Parameter, pieces: Piece[]): WireValue {
  if (parameter.in === "header") return headerText(pieces);
  const [only] = pieces;
  const isText = pieces.length === 1 && (typeof only === "string" || isTextExpression(only));
  return isText ? (only as Text) : { $wire: pieces };
}

/** Nothing is encoded in a header field. */
function headerText(pieces: Piece[]): Text {
  const segments = pieces.flatMap((piece): Segment[] => {
    if (typeof piece === "string") return [piece];
    return "raw" in piece ? [piece.raw] : piece.$text;
  });
  return segments.every((segment) => typeof segment === "string") ? segments.join("") : { $text: segments };
}
