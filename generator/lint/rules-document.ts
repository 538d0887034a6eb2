import type { LintRule } from "./rule.ts";

/** `docs/lint.md`: every rule with the examples that its tests run. */
export function rulesDocument(rules: readonly LintRule[]): string {
  return `${HEAD}${rules.map(section).join("")}${TAIL}`;
}

const HEAD = `# What lint finds

\`contract-kit lint [document]\` finds contradictions: what a document says twice and differently, or says without effect. It
exits with 1 for an error, with \`--strict\` for a warning too. \`--format json\` and \`--format github\` are for machines.
This page is made of the rules themselves; a test runs each example.

`;

const TAIL = `## Mistakes that are mended

What OpenAPI does not allow but what can be told anyway is mended when a document is read, with a warning: \`invalid-info\`,
\`invalid-parameter\`, \`path-parameter\`, \`optional-path-parameter\`, \`parameter-without-schema\`, \`invalid-operation-id\`,
\`duplicate-operation-id\`, \`no-responses\`, \`invalid-status\`, \`invalid-security\`, \`invalid-security-scheme\`, \`unknown-security-scheme\`,
\`invalid-schema\`, \`invalid-keyword-argument\`, \`unknown-keyword\`, \`unknown-format\`, \`invalid-pattern\`,
\`pattern-without-unicode\`, \`uncheckable-pattern\`, \`endless-ref\`. \`invalid-document\` is whatever else the schema of the OpenAPI
specification refuses. \`generate --strict\` takes all of them for errors.
`;

function section({ id, severity, about, bad, good }: LintRule): string {
  return `## ${id}

${severity === "error" ? "Error" : "Warning"}. ${about}

\`\`\`yaml
# found
${bad.trim()}
\`\`\`

\`\`\`yaml
# not found
${good.trim()}
\`\`\`

`;
}
