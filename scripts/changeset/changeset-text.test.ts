import { describe, expect, it } from "vitest";
import type { DiffReport, ReportedChange } from "../diff/diff-report.ts";
import { changesetText } from "./changeset-text.ts";

const gone: ReportedChange = { kind: "breaking", rule: "operation-removed", operation: "GET /a", what: "is gone" };
const fresh: ReportedChange = { kind: "non-breaking", rule: "operation-added", operation: "GET /b", what: "is new" };
const server: ReportedChange = {
  ...{ kind: "unproved", rule: "server-removed", operation: "GET /c", why: "nobody knows" },
  what: "HEAD does not name the server https://*.example any more, as BASE does",
};

function report(step: DiffReport["summary"]["step"], changes: ReportedChange[]): DiffReport {
  const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
  const summary = {
    step,
    breaking: count("breaking"),
    unproved: count("unproved"),
    nonBreaking: count("non-breaking"),
  };
  return { base: "git:HEAD:api.yaml", head: "api.yaml", summary, changes };
}

describe("changesetText", () => {
  it("lists what changes, what breaks first, in the words of a changelog", () => {
    expect(changesetText(report("major", [fresh, server, gone]), { name: "@acme/notes" })).toBe(`---
"@acme/notes": major
---

The contract: 1 breaking change, 1 unproved, 1 compatible change.

Breaking:

- \`GET /a\` is gone

May break, which could not be proved either way:

- \`GET /c\` this version does not name the server https://\\*.example any more, as the last version does

Compatible:

- \`GET /b\` is new
`);
  });

  it.each([
    ["major", "1.2.0", "major"],
    ["minor", "1.2.0", "minor"],
    ["patch", "1.2.0", "patch"],
    ["major", undefined, "major"],
    ["major", "0.4.0", "minor"],
    ["minor", "0.4.0", "patch"],
    ["patch", "0.4.0", "patch"],
  ] as const)("takes a %s change of version %s for a %s step", (step, version, expected) => {
    const text = changesetText(report(step, [fresh]), { name: "notes", ...(version !== undefined && { version }) });
    expect(text).toMatch(new RegExp(`^---\n"notes": ${expected}\n---\n`));
  });

  it("gives none when nothing has changed", () => {
    expect(changesetText(report("none", []), { name: "notes" })).toBeUndefined();
  });

  it("counts what would make it endless", () => {
    const text = changesetText(
      report(
        "minor",
        Array.from({ length: 60 }, (_, at) => ({ ...fresh, operation: `GET /${at}` })),
      ),
      { name: "notes" },
    );
    expect(text?.match(/^- /gm)).toHaveLength(51);
    expect(text).toContain("- and 10 more\n");
  });
});
