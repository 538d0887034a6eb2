import { plainText } from "../numbers/decimal.ts";
import { isBytesExpression, isTextExpression, type JsonTemplate, type Segment, type Text } from "./expression.ts";
import type { Json } from "./json.ts";

/** A value as the text of a parameter or a form field: a string as it is, a number in plain digits, anything else as JSON. */
export function toText(value: JsonTemplate): Text {
  if (typeof value === "number") return plainText(value);
  return typeof value === "string" || isTextExpression(value) ? value : toJsonText(value);
}

/**
 * A value as JSON text; a string in its quotes.
 *
 * @param writeNumber - how to write a number, where JSON has several ways
 */
export function toJsonText(value: JsonTemplate, writeNumber: (number: number) => string = JSON.stringify): Text {
  const segments = merge(jsonSegments(value, writeNumber));
  if (segments.every((segment) => typeof segment === "string")) return segments.join("");
  return { $text: segments };
}

function jsonSegments(value: JsonTemplate, writeNumber: (number: number) => string): Segment[] {
  if (isTextExpression(value)) return ['"', ...value.$text.map(escaped), '"'];
  if (Array.isArray(value)) return ["[", ...separated(value.map((item) => jsonSegments(item, writeNumber))), "]"];
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([name, member]): Segment[] => [
      `${JSON.stringify(name)}:`,
      ...jsonSegments(member, writeNumber),
    ]);
    return ["{", ...separated(members), "}"];
  }
  return [typeof value === "number" ? writeNumber(value) : JSON.stringify(value)];
}

/** A segment inside a JSON string. */
function escaped(segment: Segment): Segment {
  const inString = (text: string) => JSON.stringify(text).slice(1, -1);
  if (typeof segment === "string") return inString(segment);
  return "repeat" in segment ? { ...segment, repeat: inString(segment.repeat) } : segment;
}

function separated(lists: Segment[][]): Segment[] {
  return lists.flatMap((list, index) => (index === 0 ? list : [",", ...list]));
}

function merge(segments: Segment[]): Segment[] {
  return segments.reduce<Segment[]>((merged, segment) => {
    const last = merged.at(-1);
    if (typeof segment === "string" && typeof last === "string") merged[merged.length - 1] = last + segment;
    else merged.push(segment);
    return merged;
  }, []);
}

/** Whether a template holds nothing that is resolved at sending: it is a value already. */
export function isValue(template: unknown): template is Json {
  if (typeof template !== "object" || template === null) return true;
  return !isTextExpression(template) && !isBytesExpression(template) && Object.values(template).every(isValue);
}

/** Whether a template is an object, and no text to be resolved. */
export function isObjectTemplate(value: JsonTemplate | undefined): value is { [member: string]: JsonTemplate } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isTextExpression(value);
}
