/** One attack on whoever generates from, or lints, a document of a stranger. */
export interface Attack {
  /** What is tried. */
  what: string;
  /** A file of `documents/`, or one that is made because it is too large, too odd or no file at all. */
  document: string | ((folder: string) => Promise<string> | string);
  /** The rule ids that it is refused with; otherwise something is generated, which must be sound. */
  refused?: readonly string[];
  /** How it is made harmless. */
  neutralised?: string;
  /** The rule ids that it is warned of, among others, where something is generated. */
  warned?: readonly string[];
}

/** The name of an attack's document. */
export function documentName({ document }: Attack): string {
  return typeof document === "string" ? document : `${document.name} (made)`;
}

/** The table of all attacks, in Markdown. */
export function attacksDocument(attacks: readonly Attack[]): string {
  const rows = attacks.map((attack) => {
    const { what, refused, neutralised, warned } = attack;
    const outcome = refused
      ? `refused: ${list(refused)}`
      : `${neutralised}${warned ? `; warned: ${list(warned)}` : ""}`;
    return `| ${what} | ${documentName(attack)} | ${outcome} |`;
  });
  return `${HEAD}${rows.join("\n")}\n`;
}

function list(rules: readonly string[]): string {
  return rules.map((rule) => `\`${rule}\``).join(", ");
}

const HEAD = `# Hostile documents

What documents of strangers may try, one attack in each, and what comes of it. Nothing takes for ever, whatever is
generated compiles, loads and holds no code of the document's, and every file stands in the output folder:
\`hostile.test.ts\` judges each of them in a process of its own. This table is made of \`attacks.ts\`.

| attack | document | what comes of it |
|---|---|---|
`;
