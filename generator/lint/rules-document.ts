import { MOST_STEPS } from "../cases/effort.ts";
import { MOST_BYTES, MOST_DEPTH, MOST_FILES, MOST_IN_PLACE } from "../document/limits.ts";
import { MAX_DEPTH, MAX_STEPS } from "./contradiction.ts";
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
specification refuses. \`unknown-tag\` is a tag of YAML that means nothing here, \`type-too-complex\` a schema whose unions, multiplied
out, are more than a type can have, \`package-version\` a version that npm does not take. \`generate --strict\` takes all of them
for errors.

## What is refused

What leaves nothing to generate from is an error, with file, place and hint: \`unreadable\`, \`not-utf-8\`, \`invalid-yaml\`,
\`invalid-json\`, \`not-openapi\`, \`unresolved-ref\`, \`unsupported-ref\`, \`outside-ref\` and \`remote-ref\` (see \`--reference-root\` and
\`--allow-remote\`), \`invalid-overlay\`, \`no-such-operation\`, \`no-types\`.

| rule id | limit |
|---|---|
| \`too-large\` | ${MOST_BYTES / 1024 / 1024} MiB of a file, and of all that references lead to; ${MOST_FILES} files; ${MOST_IN_PLACE} schemas that one value is held against |
| \`too-deep\` | ${MOST_DEPTH} levels of nesting |

## What is not looked at

The derivation of cases ends after ${MOST_STEPS} steps for each phase of an operation, fewer where there are many operations: what
is left is listed under \`skipped\` in \`cases/\`, as \`not looked at\`. Steps are counted, not timed: every machine ends at the
same place. A contradiction is looked for in ${MAX_STEPS} sets of schemas, ${MAX_DEPTH} levels deep, for each schema.
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
