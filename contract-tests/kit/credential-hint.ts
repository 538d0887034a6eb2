import type { Contract, SecurityScheme } from "../../spec/interchange/contract.ts";

/** How to give the credentials of an operation on the command line: the options of each alternative. */
export function credentialHint(
  security: readonly (readonly string[])[],
  schemes: Contract["securitySchemes"],
): string | undefined {
  const options = security
    .filter((names) => names.length > 0)
    .map((names) => names.map((name) => optionOf(name, schemes[name])).join(" "));
  return options.length === 0 ? undefined : options.join(", or ");
}

function optionOf(name: string, scheme: SecurityScheme | undefined): string {
  if (scheme?.kind === "apiKey") {
    return scheme.in === "header" ? `-H '${scheme.name}: …'` : `--credential ${name}=…`;
  }
  const prefix = scheme?.kind === "http" ? scheme.scheme.toLowerCase() : "bearer";
  return prefix === "basic" ? `--credential ${name}=user:password` : `-H 'Authorization: ${capitalised(prefix)} …'`;
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
