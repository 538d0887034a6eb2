import { percentEncode } from "../../spec/interchange/percent-encoding.ts";
import type { Secret } from "./credentials.ts";
import type { Piece } from "./shell-text.ts";
import type { Header } from "./wire-message.ts";

/** A URL in pieces: the secrets of its query are variables, by the names of their parameters, however short they are. */
export function urlPieces(url: string, secrets: readonly Secret[]): Piece[] {
  return cut(url, "[?&]", at("query", secrets));
}

/** The value of a header field in pieces, its secrets as variables, however short they are. */
export function headerValuePieces([name, value]: Header, secrets: readonly Secret[]): Piece[] {
  const isHere = (place: Place) => place.name.toLowerCase() === name.toLowerCase();
  // A longer secret may end like a shorter one.
  const secret = at("header", secrets)
    .filter((each) => each.value !== "" && isHere(each.at) && isEndOf(each.value, value))
    .toSorted((one, other) => other.value.length - one.value.length)[0];
  if (!secret)
    return name.toLowerCase() === "cookie" ? cut(value, "(?:^|; ?)", at("cookie", secrets)) : [{ text: value }];
  const before = value.slice(0, -secret.value.length);
  return [...(before === "" ? [] : [{ text: before }]), { variable: secret.name }];
}

/** The URL and the header fields of a request with `$NAME` in the places of the secrets that it presents. */
export function hiddenRequest(
  { url, headers }: { url: string; headers: readonly Header[] },
  secrets: readonly Secret[],
): { url: string; headers: Header[] } {
  return {
    url: shown(urlPieces(url, secrets)),
    headers: headers.map((header) => [header[0], shown(headerValuePieces(header, secrets))]),
  };
}

function shown(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => ("variable" in piece ? `$${piece.variable}` : "text" in piece ? piece.text : ""))
    .join("");
}

type Place = NonNullable<Secret["at"]>;

function at(place: Place["in"], secrets: readonly Secret[]): (Secret & { at: Place })[] {
  return secrets.flatMap((each) => (each.at?.in === place ? [{ ...each, at: each.at }] : []));
}

function isEndOf(secret: string, value: string): boolean {
  return value === secret || (value.endsWith(secret) && /[ =]$/.test(value.slice(0, -secret.length)));
}

/** Cuts out secrets that are the whole value of a parameter. */
function cut(text: string, before: string, secrets: readonly (Secret & { at: Place })[]): Piece[] {
  return secrets.reduce<Piece[]>(
    (pieces, { name, value, at }) => {
      const start = `${before}${literal(percentEncode(at.name))}=`;
      const isWhole = new RegExp(`(?<=${start})${literal(percentEncode(value))}(?=[&;]|$)`);
      return pieces.flatMap((piece): Piece[] => {
        if (!("text" in piece)) return [piece];
        const parts = piece.text.split(isWhole).map((part): Piece => ({ text: part }));
        return parts
          .flatMap((part, index) => (index === 0 ? [part] : [{ variable: name }, part]))
          .filter((part) => !("text" in part) || part.text !== "");
      });
    },
    [{ text }],
  );
}

function literal(text: string): string {
  return text.replaceAll(/[^\w%~]/g, "\\$&");
}
