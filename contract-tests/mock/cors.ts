import type { SecurityScheme } from "../../spec/interchange/contract.ts";
import type { HeaderFields } from "./gate/header-fields.ts";
import { type Answer, allow } from "./respond/answer.ts";

/** What lets pages of other origins use the mock (Fetch standard, section 3.3). */
export interface Cors {
  /** Whether a request is a preflight, which comes without the credentials of the request it asks for. */
  isPreflight(method: string, headers: HeaderFields): boolean;
  /** The answer to a preflight for a path that has the given methods. */
  preflight(methods: readonly string[], headers: HeaderFields): Answer;
  /** An answer that a page of the request's origin may read, all of its header fields too. */
  share(answer: Answer, headers: HeaderFields): Answer;
}

/** Seconds for which a browser need not ask again. */
const MAX_AGE = "600";

const ORIGIN = /^(?:null|[a-z][a-z0-9+.-]*:\/\/[^\s,/]+)$/i;

/** Fields that any page may read (Fetch standard, section 2.2.2). */
const SAFE_FIELDS = new Set([
  "cache-control",
  "content-language",
  "content-length",
  "content-type",
  "expires",
  "last-modified",
  "pragma",
]);

/** Shares with every origin; cookies only when they are credentials of the contract. */
export function createCors(schemes: Record<string, SecurityScheme>): Cors {
  const takesCookies = Object.values(schemes).some((scheme) => scheme.kind === "apiKey" && scheme.in === "cookie");

  function origin(headers: HeaderFields): Record<string, string> {
    const from = headers.get("origin");
    if (from === undefined || !ORIGIN.test(from)) return {};
    const cookies = takesCookies && from !== "null" ? { "access-control-allow-credentials": "true" } : {};
    return { "access-control-allow-origin": from, ...cookies };
  }

  return {
    isPreflight: (method, headers) =>
      method === "OPTIONS" && headers.has("origin") && headers.has("access-control-request-method"),
    preflight(methods, headers) {
      const fields: Record<string, string> = {
        ...origin(headers),
        "access-control-allow-methods": allow(methods),
        "access-control-max-age": MAX_AGE,
        vary: "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
      };
      const wanted = fieldNames(headers.get("access-control-request-headers"));
      if (wanted.length > 0) fields["access-control-allow-headers"] = wanted.join(", ");
      if (headers.get("access-control-request-private-network") === "true") {
        fields["access-control-allow-private-network"] = "true";
      }
      return { status: 204, headers: fields, body: Buffer.alloc(0) };
    },
    share(answer, headers) {
      const shared = origin(headers);
      const names = Object.keys(answer.headers);
      const vary = names.find((name) => name.toLowerCase() === "vary");
      const { [vary ?? ""]: varied, ...others } = answer.headers;
      const fields: Record<string, string> = { ...others, ...shared, vary: withOrigin(varied) };
      if (headers.has("origin")) {
        const exposed = names.filter((name) => name !== vary && !SAFE_FIELDS.has(name.toLowerCase()));
        if (exposed.length > 0) fields["access-control-expose-headers"] = exposed.join(", ");
      }
      return { ...answer, headers: fields };
    },
  };
}

function withOrigin(vary: string | undefined): string {
  if (vary === undefined) return "Origin";
  return /(?:^|,)[ \t]*(?:origin|\*)[ \t]*(?:,|$)/i.test(vary) ? vary : `${vary}, Origin`;
}

/** The names in a list of header fields; what is none is left out. */
function fieldNames(list = ""): string[] {
  return list.split(",").flatMap((piece) => /^[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*$/.exec(piece)?.[1] ?? []);
}
