import type { RequestPatch, RequestTemplate } from "../../spec/interchange/case.ts";
import {
  type BytesExpression,
  type InstantSegment,
  isBytesExpression,
  isTextExpression,
  isWireText,
  type JsonTemplate,
  type Segment,
} from "../../spec/interchange/expression.ts";
import type { Json } from "../../spec/interchange/json.ts";
import { tokensOf, valueAt } from "../../spec/interchange/pointer.ts";

const LONGEST_TEXT = 60;

/** What a case changes in the base request, in one line: `body id = "😀" × 1025`. */
export function describeChange(patches: readonly RequestPatch[], template: RequestTemplate): string {
  if (patches.length === 0) return "the base request";
  return patches.map((patch) => describePatch(patch, template)).join("; ");
}

function describePatch(patch: RequestPatch, template: RequestTemplate): string {
  const [group = "", ...rest] = tokensOf(patch.path);
  if (patch.op === "remove") return describeRemoval(group, rest);
  const { value } = patch;
  if (patch.path === "/method") return `the method ${String(value)}`;
  if (patch.path === "/body/lastLineEnd") return "no line end after the last delimiter";
  if (patch.path === "/body/contentType")
    return value === null ? "without Content-Type" : `Content-Type = ${describeValue(value)}`;
  const entry =
    group === "query" || rest[0] === "parts" || rest[0] === "fields" ? namedEntry(patch, template) : undefined;
  if (entry !== undefined) return `${group} ${entry}`;
  const place = [group, ...rest.filter((token) => !["parts", "fields", "value"].includes(token))].join(" ");
  if (patch.path === "/credentials") return `credentials: ${describeCredentials(value)}`;
  if (patch.path === "/body") return describeBody(value as unknown as RequestTemplate["body"]);
  return `${place} = ${describeValue(value)}`;
}

function describeRemoval(group: string, rest: string[]): string {
  if (rest[0] === "parts" && rest.length === 2) return `without part ${Number(rest[1]) + 1} of the form`;
  if (rest[0] === "fields" && rest.length === 2) return `without field ${Number(rest[1]) + 1} of the form`;
  if (group === "query" && rest.length === 1) return `without query parameter ${Number(rest[0]) + 1}`;
  return `without ${[group, ...rest].join(" ")}`;
}

function describeBody(body: RequestTemplate["body"]): string {
  if (body === null) return "without a body";
  if (body.kind === "raw") {
    return `a body ${body.contentType === null ? "without Content-Type" : `of ${body.contentType}`}: ${describeValue(body.value)}`;
  }
  if (body.kind === "json") return `a body of ${body.contentType}: ${describeValue(body.value)}`;
  if (body.kind === "urlencoded") {
    return `a form with the fields ${body.fields.map(({ name }) => name).join(", ") || "none"}`;
  }
  const names = body.parts.map(({ name }) => name).join(", ") || "none";
  return `a form with the parts ${names}${body.fault === undefined ? "" : `; its fault: ${body.fault}`}`;
}

/** A query parameter or a part under its name instead of its position. */
function namedEntry(
  patch: Extract<RequestPatch, { value: JsonTemplate }>,
  template: RequestTemplate,
): string | undefined {
  const { value } = patch;
  if (typeof value === "object" && value !== null && "name" in value && "value" in value) {
    const sentAs = "sentAs" in value ? ` sent as ${String(value.sentAs)}` : "";
    return `${String(value.name)}${sentAs} = ${describeValue(value.value as JsonTemplate)}`;
  }
  const holder = valueAt(template as unknown as Json, patch.path.slice(0, patch.path.lastIndexOf("/"))) as
    | { name?: unknown }
    | undefined;
  if (typeof holder?.name !== "string") return undefined;
  const member = patch.path.slice(patch.path.lastIndexOf("/") + 1);
  if (member === "sentAs") return `${holder.name} sent as ${String(value)}`;
  return `${holder.name}${member === "value" ? "" : ` ${member}`} = ${describeValue(value)}`;
}

function describeCredentials(value: JsonTemplate): string {
  if (!Array.isArray(value) || value.length === 0) return "none";
  return (value as unknown as RequestTemplate["credentials"])
    .map(
      ({ scheme, as, prefix }) =>
        `${as === "given" ? "" : `${as} `}${scheme}${prefix === undefined ? "" : ` as ${prefix || "itself"}`}`,
    )
    .join(", ");
}

/** A value with its expressions as what they stand for: `"a" × 1025`, `now+PT2M + guard`. */
function describeValue(value: JsonTemplate | BytesExpression): string {
  if (isWireText(value)) {
    return value.$wire
      .map((piece) => (typeof piece === "object" && "raw" in piece ? `raw ${piece.raw}` : describeValue(piece)))
      .join(" + ");
  }
  if (isTextExpression(value)) return value.$text.map(describeSegment).join(" + ");
  if (isBytesExpression(value)) return `${Buffer.from(value.$bytes, "base64").length} bytes`;
  return shortened(JSON.stringify(value));
}

function describeSegment(segment: Segment): string {
  if (typeof segment === "string") return shortened(JSON.stringify(segment));
  if ("repeat" in segment) return `${JSON.stringify(segment.repeat)} × ${segment.times}`;
  if ("fresh" in segment) return `${segment.fresh} fresh ${segment.of ? `${segment.of} ` : ""}characters`;
  return describeInstant(segment);
}

function describeInstant({ instant, guard = 0, offset, fraction, lowerCase, form, edit }: InstantSegment): string {
  const notes = [
    offset === undefined ? [] : `offset ${offset}`,
    fraction === undefined ? [] : fraction === "" ? "no fraction" : `fraction .${fraction}`,
    lowerCase ? "lower case" : [],
    form === undefined ? [] : `as ${form}`,
    edit === undefined ? [] : `/${edit.pattern}/ → ${JSON.stringify(edit.replacement)}`,
  ].flat();
  const guarded =
    guard === 0 ? "" : ` ${guard > 0 ? "+" : "−"} ${Math.abs(guard) === 1 ? "" : `${Math.abs(guard)} `}guard`;
  return `${instant}${guarded}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_TEXT
    ? text
    : `${characters.slice(0, LONGEST_TEXT).join("")}… (${characters.length} characters)`;
}
