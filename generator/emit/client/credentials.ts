import type { Contract, SecurityScheme } from "../../../spec/interchange/contract.ts";
import { pascalCase } from "../../../spec/interchange/names.ts";
import { createNamer } from "../../names.ts";
import { memberName } from "./text.ts";

/** A security scheme as a client's credentials name and present it. */
export interface Credential {
  /** `api_token` → `apiToken`. */
  name: string;
  /** The type of its secret. */
  type: string;
  /** The function that presents it, as source. */
  present: string;
}

/** The credentials that a contract's operations ask for, by scheme. A scheme that sends nothing has none. */
export function credentialsOf(contract: Contract<unknown>): Map<string, Credential> {
  const used = new Set(contract.operations.flatMap((operation) => operation.security.flat()));
  const uniqueName = createNamer();
  return new Map(
    Object.entries(contract.securitySchemes).flatMap(([scheme, description]): [string, Credential][] => {
      const written = used.has(scheme) ? presentation(description) : undefined;
      return written ? [[scheme, { name: uniqueName(optionName(scheme)), ...written }]] : [];
    }),
  );
}

/** The alternatives of an operation, by name of credential; none at all is the last one. */
export function alternativesOf(security: string[][], credentials: Map<string, Credential>): string[][] {
  const alternatives = security.map((schemes) => schemes.flatMap((scheme) => credentials.get(scheme)?.name ?? []));
  const given = alternatives.filter((alternative) => alternative.length > 0);
  return given.length < alternatives.length ? [...given, []] : given;
}

function optionName(scheme: string): string {
  const pascal = pascalCase(scheme.replaceAll("_", " ")) || "credential";
  return pascal.replace(/^\p{Lu}+(?=\p{Lu}\p{Ll})|^\p{Lu}+$|^\p{Lu}/u, (start) => start.toLowerCase());
}

function presentation(scheme: SecurityScheme): Omit<Credential, "name"> | undefined {
  if (scheme.kind === "other") return undefined;
  if (scheme.kind === "http") {
    if (scheme.scheme === "basic")
      return { type: "UserPassword", present: setter("UserPassword", "authorization", "basic(secret)") };
    const word = scheme.scheme.slice(0, 1).toUpperCase() + scheme.scheme.slice(1);
    return { type: "string", present: setter("string", "authorization", `${JSON.stringify(`${word} `)} + secret`) };
  }
  if (scheme.in === "header") return { type: "string", present: setter("string", scheme.name, "secret") };
  const write = scheme.in === "query" ? "writeQuery" : "writeCookies";
  return {
    type: "string",
    present: `(draft: Draft, secret: string) => ${write}(draft, { ${memberName(scheme.name)}: secret })`,
  };
}

function setter(type: string, header: string, value: string): string {
  return `({ headers }: Draft, secret: ${type}) => {\n  headers[${JSON.stringify(header)}] = ${value};\n}`;
}
