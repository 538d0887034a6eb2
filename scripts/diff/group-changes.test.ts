import { describe, expect, it } from "vitest";
import { changesetText } from "../changeset/changeset-text.ts";
import type { DiffReport, ReportedChange } from "./diff-report.ts";
import { diffForGithub } from "./github.ts";
import { groupChanges } from "./group-changes.ts";
import { diffForMarkdown } from "./markdown.ts";
import { diffForTerminal } from "./terminal.ts";

const at = (pointer: string) => ({ file: "api.yaml", pointer, line: 9 });
const narrowed = (operation: string, path: string): ReportedChange => ({
  ...{ kind: "non-breaking", rule: "response-narrowed", operation, head: at("/components/schemas/N/enum") },
  what: `\`enum\` of ${path} of the bodies promises more (200)`,
});
const member = (operation: string, what: string): ReportedChange => ({
  ...{ kind: "non-breaking", rule: "member-added", operation, what, head: at("/components/schemas/N/properties/k") },
});
const refused = (operation: string): ReportedChange => ({
  ...{
    kind: "breaking",
    rule: "request-refused",
    operation,
    what: "refuses a request",
    base: at("/a"),
    head: at("/b"),
  },
});
const added = (status: string): ReportedChange => ({
  ...{ kind: "breaking", rule: "status-added", operation: "GET /a", head: at("/components/responses/Gone") },
  what: `may answer with ${status}`,
});

const CHANGES = [
  narrowed("GET /a", "s"),
  refused("POST /a"),
  narrowed("GET /b", "0.s"),
  narrowed("GET /b", "1.s"),
  refused("PUT /a"),
];
const REPORT: DiffReport = {
  ...{ base: "old.yaml", head: "api.yaml", changes: CHANGES },
  summary: { step: "major", breaking: 2, unproved: 0, nonBreaking: 3 },
};

describe("groupChanges", () => {
  it("puts together what a shared component changes, with the number of further operations", () => {
    expect(groupChanges(CHANGES)).toEqual([
      { ...narrowed("GET /a", "s"), others: 1 },
      { ...refused("POST /a"), others: 1 },
    ]);
  });

  it("keeps apart requests and answers, statuses of one component, and what has no place", () => {
    const nowhere: ReportedChange = {
      kind: "breaking",
      rule: "operation-removed",
      operation: "GET /a",
      what: "is gone",
    };
    const apart = [
      member("GET /a", "has a new member k of the bodies (200)"),
      member("POST /a", "takes a new optional member k of the body"),
      ...[added("404"), added("410"), nowhere, { ...nowhere, operation: "GET /b" }],
    ];
    expect(groupChanges(apart)).toEqual(apart.map((change) => ({ ...change, others: 0 })));
  });
});

describe("a change of a shared component", () => {
  it("is told once in each format", () => {
    expect(diffForTerminal(REPORT)).toMatch(/^[^\n]*GET \/a and 1 more[\s\S]*POST \/a and 1 more/);
    expect(diffForTerminal(REPORT).match(/promises more/g)).toHaveLength(1);
    expect(diffForMarkdown(REPORT)).toContain("- `POST /a` and 1 more refuses a request `request-refused`");
    expect(diffForMarkdown(REPORT).match(/promises more/g)).toHaveLength(1);
    expect(changesetText(REPORT, { name: "n" })).toContain("- `GET /a` and 1 more `enum` of s");
  });

  it("annotates nothing where it is compatible, and comes after what breaks", () => {
    expect(diffForGithub(REPORT).split("\n")).toEqual([
      "::error file=api.yaml,line=9,title=breaking%3A request-refused::POST /a and 1 more refuses a request",
      "compatible: GET /a and 1 more `enum` of s of the bodies promises more (200) [response-narrowed] api.yaml:9",
      "major: 2 breaking changes, 3 compatible changes, old.yaml → api.yaml",
      "",
    ]);
  });
});
