import { credentialsFromHeaders } from "../contract-tests/kit/credentials.ts";
import { RunError } from "../contract-tests/kit/run-error.ts";
import type { AcceptedCredentials } from "../contract-tests/mock/gate/credentials.ts";
import type { Contract, SecurityScheme } from "../spec/interchange/contract.ts";

/** What the command line says of credentials. */
export interface CredentialOptions {
  /** Header fields that carry some, `Name: value`. */
  header?: readonly string[];
  /** `scheme=value` */
  credential?: readonly string[];
}

/**
 * The credentials that a mock is to accept: those that are named, and no others of any scheme. Messages
 * never show a value.
 *
 * @returns `undefined` when none are named: then whatever is well formed is accepted
 * @throws RunError for what fits no security scheme of the contract
 */
export function acceptedCredentials(
  { securitySchemes }: Pick<Contract, "securitySchemes">,
  { header = [], credential = [] }: CredentialOptions,
): AcceptedCredentials | undefined {
  if (header.length + credential.length === 0) return undefined;
  const accepted: Record<string, string[]> = Object.fromEntries(
    Object.keys(securitySchemes).map((scheme) => [scheme, []]),
  );
  const known = Object.entries(securitySchemes).map(([name, scheme]) => `${name} (${travels(scheme)})`);
  const fault = (where: string, what: string) =>
    new RunError("bad-options", where, what, `The security schemes of the document: ${known.join(", ") || "none"}.`);
  for (const field of header) {
    const [, name = "", value = ""] = /^([^\s:]+):[ \t]*(\S.*?)[ \t]*$/s.exec(field) ?? [];
    if (name === "") throw fault("--header", "must be written as 'Name: value'");
    const carried = carriedBy(securitySchemes, name, value);
    if (carried.length === 0) throw fault(`--header ${name}`, "carries no credentials of the document");
    for (const [scheme, text] of carried) accepted[scheme]?.push(text);
  }
  for (const pair of credential) {
    const [, scheme = "", value = ""] = /^([^=]+)=(.+)$/s.exec(pair) ?? [];
    if (scheme === "") throw fault("--credential", "must be written as scheme=value");
    if (!Object.hasOwn(accepted, scheme)) throw fault(`--credential ${scheme}`, "is no security scheme");
    accepted[scheme]?.push(value);
  }
  return accepted;
}

function carriedBy(
  securitySchemes: Record<string, SecurityScheme>,
  name: string,
  value: string,
): [scheme: string, value: string][] {
  if (name.toLowerCase() !== "cookie") {
    return Object.entries(credentialsFromHeaders({ securitySchemes }, [[name, value]]).credentials);
  }
  const cookies = value.split(/; */).map((pair): [string, string] => {
    const [key = "", ...rest] = pair.split("=");
    return [key, rest.join("=")];
  });
  return Object.entries(securitySchemes).flatMap(([scheme, described]) =>
    described.kind === "apiKey" && described.in === "cookie"
      ? cookies.filter(([key]) => key === described.name).map(([, text]): [string, string] => [scheme, text])
      : [],
  );
}

function travels(scheme: SecurityScheme): string {
  if (scheme.kind === "apiKey") return `${scheme.in} ${scheme.name}`;
  return scheme.kind === "http" ? `Authorization: ${scheme.scheme}` : scheme.type;
}
