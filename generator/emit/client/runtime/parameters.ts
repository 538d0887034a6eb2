import type { Draft } from "./endpoint.ts";
import { toText } from "./wire-value.ts";

/** How a parameter is serialised (OpenAPI 3.1.1, section 4.8.12.3). */
export interface ParameterStyle {
  style: string;
  explode: boolean;
  /** Leaves reserved characters as they are, except those that would end the value. */
  allowReserved?: boolean;
  /** The parameter is one JSON text. */
  json?: boolean;
}

/** Parameters that are not serialised in the usual way of their place. */
export type ParameterStyles = Record<string, ParameterStyle>;

const DELIMITERS: Record<string, string> = { spaceDelimited: "%20", pipeDelimited: "%7C" };

function styleOf(styles: ParameterStyles, name: string, style: string, explode: boolean): ParameterStyle {
  return (Object.hasOwn(styles, name) ? styles[name] : undefined) ?? { style, explode };
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The pieces of a value: items, members as `name=value` or name and value in turn, or the value alone. */
function pieces(value: unknown, explode: boolean, encode: (text: string) => string): string[] {
  if (Array.isArray(value)) return value.filter(isPresent).map((item) => encode(toText(item)));
  if (typeof value !== "object" || value === null) return [encode(toText(value))];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    if (!isPresent(member)) return [];
    const text = encode(toText(member));
    return explode ? [`${encode(name)}=${text}`] : [encode(name), text];
  });
}

/** Parameters as `name=value`, percent-encoded. */
export function pairs(values: Record<string, unknown>, styles: ParameterStyles): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (!isPresent(value)) return [];
    const { style, explode, allowReserved, json } = styleOf(styles, name, "form", true);
    const encode = allowReserved ? encodeUnreserved : encodeURIComponent;
    const key = encodeURIComponent(name);
    if (json) return [`${key}=${encode(JSON.stringify(value))}`];
    if (typeof value === "object" && !Array.isArray(value)) {
      if (style === "deepObject") {
        return pieces(value, true, encode).map((piece) => piece.replace(/^[^=]*/, (member) => `${key}%5B${member}%5D`));
      }
      return explode ? pieces(value, true, encode) : [`${key}=${pieces(value, false, encode).join(",")}`];
    }
    const texts = pieces(value, explode, encode);
    return style === "form" && explode
      ? texts.map((text) => `${key}=${text}`)
      : [`${key}=${texts.join(DELIMITERS[style] ?? ",")}`];
  });
}

function encodeUnreserved(text: string): string {
  return encodeURI(text).replace(/[#&+]/g, encodeURIComponent);
}

/** Adds parameters to the query of a URL. `null` and `undefined` are left out (RFC 6570, section 2.3). */
export function writeQuery({ query }: Draft, values: Record<string, unknown> = {}, styles: ParameterStyles = {}): void {
  query.push(...pairs(values, styles));
}

/** Adds cookies (RFC 6265, section 4.2.1). Browsers do not let scripts send them so. */
export function writeCookies(
  { headers }: Draft,
  values: Record<string, unknown> = {},
  styles: ParameterStyles = {},
): void {
  const cookies = [...(headers["cookie"] ? [headers["cookie"]] : []), ...pairs(values, styles)];
  if (cookies[0]) headers["cookie"] = cookies.join("; ");
}

/** Adds header fields. */
export function writeHeaders(
  { headers }: Draft,
  values: Record<string, unknown> = {},
  styles: ParameterStyles = {},
): void {
  for (const [name, value] of Object.entries(values)) {
    if (!isPresent(value)) continue;
    const { explode, json } = styleOf(styles, name, "simple", false);
    headers[name] = json ? JSON.stringify(value) : pieces(value, explode, (text) => text).join(",");
  }
}

/** One parameter of a path in any style. */
export function writeStyledPath(name: string, value: unknown, styles: ParameterStyles): string {
  const { style, explode, json } = styleOf(styles, name, "simple", false);
  // A dot separates the values of the label style, so one within a value is encoded.
  const encode = (text: string) => encodeURIComponent(text).replaceAll(".", style === "label" ? "%2E" : ".");
  if (json) return encode(JSON.stringify(value));
  const texts = pieces(value, explode, encode);
  if (style === "label") return `.${texts.join(explode ? "." : ",")}`;
  if (style !== "matrix") return texts.join(",");
  const isObject = typeof value === "object" && !Array.isArray(value);
  if (!explode) return `;${name}=${texts.join(",")}`;
  return texts.map((text) => (isObject ? `;${text}` : `;${name}=${text}`)).join("");
}
