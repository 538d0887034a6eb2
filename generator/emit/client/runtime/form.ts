import type { WrittenBody } from "./endpoint.ts";
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
  return { body: String(new URLSearchParams(formFields(value).map(([name, item]) => [name, toText(item)]))), type };
}
