import type { CredentialVariant } from "../../spec/interchange/case.ts";
import type { Contract, SecurityScheme } from "../../spec/interchange/contract.ts";
import type { Header } from "./wire-message.ts";

/**
 * The credentials of a run by the name of their security scheme: a token for `bearer`, `user:password`
 * for `basic`, the key itself for an API key.
 */
export type Credentials = Readonly<Record<string, string>>;

/** A text of a request that no report may show, and what stands in its place. */
export interface Secret {
  /** An upper-case identifier, e.g. `API_TOKEN`. */
  name: string;
  value: string;
  /** The place where it is presented, and hidden even if it is so short that other texts hold it by chance. */
  at?: { in: "query" | "header" | "cookie"; name: string };
}

/** Where a credential travels. */
export interface PresentedCredential {
  in: "query" | "header" | "cookie";
  name: string;
  value: string;
  /**
   * What of the value is secret, what is nearly the secret too: as it travels, and, of what is coded, the text
   * and the password in it. Empty for a stranger's.
   */
  secrets: Secret[];
}

/**
 * Puts a credential where its scheme says that it travels (OpenAPI 3.1.1, section 4.8.27).
 *
 * @param prefix - what stands before the credentials of an HTTP scheme, in place of its name
 */
export function presentCredential(
  name: string,
  scheme: SecurityScheme,
  value: string,
  as: CredentialVariant,
  prefix?: string,
): PresentedCredential {
  const text = variantOf(value, as);
  const coded = scheme.kind === "http" && scheme.scheme.toLowerCase() === "basic" ? base64(text) : text;
  const variable = as === "given" ? secretName(name) : `${secretName(name)}_${secretName(as)}`;
  const place = {
    in: scheme.kind === "apiKey" ? scheme.in : "header",
    name: scheme.kind === "apiKey" ? scheme.name : AUTHORIZATION,
  };
  const plain = coded === text ? [] : withPassword({ name: variable, value: text });
  const secrets = as === "wrong" || coded === "" ? [] : [{ name: variable, value: coded, at: place }, ...plain];
  if (scheme.kind === "apiKey") return { ...place, value: coded, secrets };
  const own = scheme.kind === "http" ? scheme.scheme : "bearer";
  const capitalised = own.slice(0, 1).toUpperCase() + own.slice(1);
  return { ...place, value: `${prefix ?? capitalised} ${coded}`.trim(), secrets };
}

const AUTHORIZATION = "Authorization";

/** A secret, and the password by itself if it is `user:password`. */
export function withPassword(secret: Secret): Secret[] {
  const password = /^[^:]+:(.+)$/s.exec(secret.value)?.[1];
  return password === undefined ? [secret] : [secret, { name: secret.name, value: password }];
}

function variantOf(value: string, as: CredentialVariant): string {
  switch (as) {
    case "given":
      return value;
    case "wrong":
      return strangersCredential(value);
    case "empty":
      return "";
    case "longer":
      return `${value}x`;
    case "shorter":
      return value.slice(0, -1);
    case "other-case": {
      const other = [...value].map((letter) =>
        letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
      );
      return other.join("") === value ? `${value}x` : other.join("");
    }
  }
}

/**
 * A credential of the same shape that belongs to nobody: letters stay letters of the same case,
 * digits stay digits, everything else stays. Nothing of the credential itself can be read from it.
 */
export function strangersCredential(value: string): string {
  const stranger = reshape(value, 7);
  const other = stranger === value ? reshape(value, 11) : stranger;
  return other === value ? `${value}x` : other;
}

function reshape(value: string, step: number): string {
  let position = 0;
  const pick = (alphabet: string) => alphabet[(step * ++position) % alphabet.length] ?? "";
  return value.replaceAll(/[A-Za-z0-9]/g, (character) => {
    if (character >= "a") return pick("abcdefghijklmnopqrstuvwxyz");
    return character >= "A" ? pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ") : pick("0123456789");
  });
}

/** Credentials of a sound shape for a subject that takes any. */
export function sampleCredentials(contract: Pick<Contract, "securitySchemes">): Credentials {
  return Object.fromEntries(
    Object.entries(contract.securitySchemes).map(([name, scheme]) => [name, sampleCredential(name, scheme)]),
  );
}

/** A credential of a sound shape for one scheme. */
export function sampleCredential(name: string, scheme: SecurityScheme): string {
  if (scheme.kind === "http" && scheme.scheme.toLowerCase() === "basic") return "contract:kit-4f9d2c7b";
  if (/e-?mail/i.test(scheme.kind === "apiKey" ? scheme.name : name)) return "contract@example.com";
  return "Kq3Zt8Yw5Rb1Nc6Xd0Hf4Gj7Lm2Ps9Vu-ContractKit";
}

/**
 * Sorts header fields given by a person into the credentials that they carry and the rest, which
 * goes onto every request.
 */
export function credentialsFromHeaders(
  contract: Pick<Contract, "securitySchemes">,
  headers: readonly Header[],
): { credentials: Credentials; headers: Header[] } {
  const credentials: Record<string, string> = {};
  const rest = headers.filter(([name, value]) => {
    const found = Object.entries(contract.securitySchemes).flatMap(([scheme, description]) => {
      const credential = readCredential(description, name, value);
      return credential === undefined ? [] : [[scheme, credential] as const];
    });
    for (const [scheme, credential] of found) credentials[scheme] = credential;
    return found.length === 0;
  });
  return { credentials, headers: rest };
}

function readCredential(scheme: SecurityScheme, name: string, value: string): string | undefined {
  if (scheme.kind === "apiKey") {
    return scheme.in === "header" && scheme.name.toLowerCase() === name.toLowerCase() ? value : undefined;
  }
  if (name.toLowerCase() !== "authorization") return undefined;
  const [, prefix = "", credential = ""] = /^(\S+)\s+(.*)$/.exec(value) ?? [];
  const wanted = scheme.kind === "http" ? scheme.scheme.toLowerCase() : "bearer";
  if (prefix.toLowerCase() !== wanted) return undefined;
  return wanted === "basic" ? Buffer.from(credential, "base64").toString("utf8") : credential;
}

/** The shell variable that stands in the place of a credential: `api_token` → `API_TOKEN`. */
export function secretName(scheme: string): string {
  const name = scheme
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
  return /^[A-Z]/.test(name) ? name : `CREDENTIAL_${name}`;
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
