/** What a client may ask of the response (RFC 7240), with Prism's names. */
export interface Preferences {
  code?: number;
  example?: string;
  dynamic?: boolean;
  seed?: string;
}

const PREFERENCE = /(?:^|[,;])[ \t]*(code|example|dynamic|seed)[ \t]*=[ \t]*(?:"([^"]*)"|([^,;" \t]*))/gi;

/**
 * Reads the `Prefer` field; preferences of other names are ignored, as RFC 7240 asks.
 *
 * @returns what is wrong, when one of ours has a value that means nothing
 */
export function parsePrefer(field: string | undefined): Preferences | { fault: string } {
  const preferences: Preferences = {};
  for (const [, name = "", quoted, plain = ""] of (field ?? "").matchAll(PREFERENCE)) {
    const value = quoted ?? plain;
    const key = name.toLowerCase();
    if (key === "code") {
      if (!/^[2-5]\d\d$/.test(value)) return { fault: "Prefer: code must be a status from 200 to 599" };
      preferences.code = Number(value);
    } else if (key === "dynamic") {
      if (value !== "true" && value !== "false") return { fault: "Prefer: dynamic must be true or false" };
      preferences.dynamic = value === "true";
    } else if (key === "example") {
      preferences.example = value;
    } else {
      preferences.seed = value;
    }
  }
  return preferences;
}
