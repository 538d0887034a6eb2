import type { DiffReport } from "./diff-report.ts";

/** A document that a revision does not have. */
export interface NewDocument {
  revision: string;
  /** What it would be called there. */
  base: string;
  head: string;
  /** Documents of the revision that are gone, from the top of the repository. */
  gone: string[];
}

/**
 * The report of a document that is compared with nothing. It breaks nobody, unless it takes the place of one
 * that is gone: that is not known.
 */
export function newDocumentReport({ revision, base, head, gone }: NewDocument): DiffReport {
  const place = { file: head, pointer: "", line: 1 };
  const change = { rule: "document-added", operation: "the document", what: `is new since ${revision}`, head: place };
  const [first, ...others] = gone;
  if (first === undefined) {
    const summary = { step: "minor", breaking: 0, unproved: 0, nonBreaking: 1 } as const;
    return { base, head, summary, changes: [{ ...change, kind: "non-breaking" }] };
  }
  const named = others.length > 0 ? `${first} and ${others.length} more are` : `${first} is`;
  const why = `${named} gone, and may be what it was: \`contract-kit diff git:${revision}:${first} ${head}\` compares them`;
  const summary = { step: "major", breaking: 0, unproved: 1, nonBreaking: 0 } as const;
  return { base, head, summary, changes: [{ ...change, kind: "unproved", why }] };
}
