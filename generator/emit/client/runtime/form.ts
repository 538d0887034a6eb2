import type { WrittenBody } from "./endpoint.ts";
import { type ParameterStyles, pairs } from "./parameters.ts";
import { toText } from "./wire-value.ts";

/** The fields of a form: an array is repeated; `null`, which no form can carry, is left out (RFC 6570, section 2.3). */
function formFields(value: unknown): [name: string, value: unknown][] {
  return Object.entries(value as object).flatMap(([name, field]: [string, unknown]) =>
    [field].flat().flatMap((item): [string, unknown][] => (item === undefined || item === null ? [] : [[name, item]])),
  );
}

/** A multipart/form-data body (RFC 7578); `fetch` gives it its boundary. An object is one part with its JSON. */
export function multipart(value: unknown): WrittenBody {
  const body = new FormData();
  for (const [name, item] of formFields(value)) body.append(name, item instanceof Blob ? item : toText(item));
  return { body };
}

/** The same with parts of the given media types. `FormData` gives such a part a file name, too. */
export function labelledMultipart(value: unknown, types: Record<string, string>): WrittenBody {
  const body = new FormData();
  for (const [name, item] of formFields(value)) {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (item instanceof Blob) body.append(name, item);
    else body.append(name, type ? new Blob([toText(item)], { type }) : toText(item));
  }
  return { body };
}

/** An application/x-www-form-urlencoded body (WHATWG URL, section 5.2). */
export function urlencoded(value: unknown, type: string): WrittenBody {
  return {
    body: String(new URLSearchParams(formFields(value).map(([name, item]): [string, string] => [name, toText(item)]))),
    type,
  };
}

/**
 * The same with members that travel as query parameters do, by the style that the document gives them
 * (OpenAPI 3.1.1, section 4.8.15.1.2).
 */
export function styledUrlencoded(value: unknown, type: string, styles: ParameterStyles): WrittenBody {
  const { plain, styled } = byStyle(value, styles);
  const fields = [urlencoded(plain, type).body as string, ...pairs(styled, styles)];
  return { body: fields.filter((field) => field !== "").join("&"), type };
}

/** A labelled multipart body with such members; within a part nothing is percent-encoded (RFC 7578, section 2). */
export function styledMultipart(value: unknown, types: Record<string, string>, styles: ParameterStyles): WrittenBody {
  const { plain, styled } = byStyle(value, styles);
  const body = labelledMultipart(plain, types).body as FormData;
  for (const pair of pairs(styled, styles)) {
    const [name = "", ...text] = pair.split("=");
    body.append(decodeURIComponent(name), decodeURIComponent(text.join("=")));
  }
  return { body };
}

/** The members of a form, parted by whether they have a style; files never have. */
function byStyle(value: unknown, styles: ParameterStyles): Record<"plain" | "styled", Record<string, unknown>> {
  const members = Object.entries(value as object);
  const isStyled = ([name, member]: [string, unknown]) =>
    Object.hasOwn(styles, name) && ![member].flat().some((item) => item instanceof Blob);
  return {
    plain: Object.fromEntries(members.filter((member) => !isStyled(member))),
    styled: Object.fromEntries(members.filter(isStyled)),
  };
}
