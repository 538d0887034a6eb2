/** What a client may ask of the response (RFC 7240); with Prism's names, as far as Prism has it. */
export interface Preferences extends Faults {
  code?: number;
  example?: string;
  dynamic?: boolean;
  seed?: string;
}

/** How an answer may be kept from arriving, so that a client can be tried. */
export interface Faults {
  /** Milliseconds to wait before the answer is sent. */
  delay?: number;
  /** Ends the connection before the answer, or in the middle of its body. */
  drop?: "headers" | "body";
}

/** The longest delay in milliseconds. */
const MOST_DELAY = 60_000;

const PREFERENCE = /(?:^|[,;])[ \t]*(code|example|dynamic|seed|delay|drop)[ \t]*=[ \t]*(?:"([^"]*)"|([^,;" \t]*))/gi;

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
    } else if (key === "delay") {
      if (!/^\d{1,6}$/.test(value) || Number(value) > MOST_DELAY) {
        return { fault: `Prefer: delay must be milliseconds from 0 to ${MOST_DELAY}` };
      }
      preferences.delay = Number(value);
    } else if (key === "drop") {
      if (value !== "headers" && value !== "body") return { fault: "Prefer: drop must be headers or body" };
      preferences.drop = value;
    } else if (key === "example") {
      preferences.example = value;
    } else {
      preferences.seed = value;
    }
  }
  return preferences;
}
