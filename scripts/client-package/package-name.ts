import validate from "validate-npm-package-name";

/** Why npm does not take a name for a new package, and how to mend it; `undefined` when it does. */
export function nameProblem(name: string): { what: string; hint: string } | undefined {
  const { validForNewPackages, errors = [], warnings = [] } = validate(name);
  if (validForNewPackages) return undefined;
  const proposed = proposal(name);
  return {
    what: `is no name that npm takes: ${[...errors, ...warnings].join("; ")}`,
    hint: proposed === undefined ? "write it as in @acme/notes-client" : `did you mean ${proposed}?`,
  };
}

/** The nearest name that npm takes. */
function proposal(name: string): string | undefined {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[^a-z0-9._-]+/g, "-")
      .replaceAll(/^[-._]+|[-._]+$/g, "");
  const [scope, own] = name.startsWith("@") ? name.slice(1).split("/") : [undefined, name];
  const proposed = scope === undefined ? plain(own ?? "") : `@${plain(scope)}/${plain(own ?? "")}`;
  return validate(proposed).validForNewPackages ? proposed : undefined;
}
